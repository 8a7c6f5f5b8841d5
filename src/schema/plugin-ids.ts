const aliases: Readonly<Record<string, string>> = {
  'google-gemini-cli': 'google',
  'minimax-portal': 'minimax',
  'minimax-portal-auth': 'minimax',
};

/** Ids are compared in lower case, and three old ones mean another plugin. (normalizePluginId, read in 2026.9.6) */
export function pluginIdOf(id: string): string {
  const plain = id.trim().toLowerCase();
  return aliases[plain] ?? plain;
}
