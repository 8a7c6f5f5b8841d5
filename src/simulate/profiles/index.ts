import type { ServerName } from '../types.js';
import { liteLlm } from './litellm.js';
import { llamaCpp } from './llama-cpp.js';
import { lmStudio } from './lm-studio.js';
import { ollama } from './ollama.js';
import { mlx, nim, openAiLike, tabbyApi } from './others.js';
import type { Profile } from './profile.js';
import { sglang } from './sglang.js';
import { tgi } from './tgi.js';
import { vllm } from './vllm.js';

interface Kind {
  /** What is imitated when nobody names a release. */
  readonly release: string;
  readonly profile: (release: string) => Profile;
}

const kinds: Readonly<Record<ServerName, Kind>> = {
  vllm: { release: '0.11.0', profile: vllm },
  sglang: { release: '0.5.2', profile: sglang },
  'llama.cpp': { release: 'b11549', profile: llamaCpp },
  ollama: { release: '0.12.0', profile: ollama },
  lmstudio: { release: '0.3.27', profile: lmStudio },
  tgi: { release: '3.3.4', profile: tgi },
  litellm: { release: '1.77.0', profile: liteLlm },
  mlx: { release: '0.28.0', profile: mlx },
  nim: { release: '1.8.0', profile: nim },
  tabbyapi: { release: '0.0.1', profile: tabbyApi },
  'openai-like': { release: '1', profile: openAiLike },
};

export function profileOf(server: ServerName = 'vllm', release?: string): Profile {
  const { profile, release: usual } = kinds[server];
  return profile(release ?? usual);
}
