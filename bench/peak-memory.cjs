// Loaded before a measured program: leaves its peak resident memory (KiB) in the file that OVD_PEAK_FILE names.
process.on('exit', () =>
  require('node:fs').writeFileSync(process.env.OVD_PEAK_FILE, String(process.resourceUsage().maxRSS)),
);
