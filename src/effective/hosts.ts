import type { ReleaseTraits } from '../release/traits.js';
import type { HostClass } from './types.js';

/** Hosts of people who sell models; with the ones below them. Manifests of the bundled plugins, and what public configs name. */
const vendors: readonly string[] = `
  openai.com chatgpt.com openai.azure.com services.ai.azure.com cognitiveservices.azure.com models.ai.azure.com
  anthropic.com claude.ai googleapis.com amazonaws.com githubcopilot.com models.github.ai models.inference.ai.azure.com
  cerebras.ai cohere.ai cohere.com deepinfra.com deepseek.com fireworks.ai gmi-serving.com x.ai grok.com groq.com kilo.ai
  kilocode.ai meta.ai llama.com minimax.io minimax.chat minimaxi.com mistral.ai moonshot.ai moonshot.cn kimi.com novita.ai
  stepfun.ai stepfun.com together.xyz together.ai venice.ai xiaomimimo.com z.ai bigmodel.cn bytepluses.com volces.com
  aliyuncs.com qwen.ai opencode.ai openrouter.ai nvidia.com chutes.ai ollama.com baidubce.com tencentmaas.com tencent.com
  tencentcloudapi.com huggingface.co siliconflow.cn siliconflow.com perplexity.ai hyperbolic.xyz sambanova.ai ai21.com
  replicate.com gateway.ai.cloudflare.com ai-gateway.vercel.sh lambdalabs.com lambda.ai nebius.com nebius.ai inference.ai
  parasail.io featherless.ai synthetic.new arcee.ai friendli.ai requesty.ai aimlapi.com poe.com writer.com upstage.ai
`
  .trim()
  .split(/\s+/);

const containerNames = new Set(['host.docker.internal', 'docker.orb.internal', 'host.orb.internal']);

/** Lower case, without brackets; undefined when the text is no http(s) URL. */
export function hostOf(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { protocol, hostname } = new URL(baseUrl);
  if (!/^https?:$/.test(protocol) || hostname === '') return undefined;
  return hostname.toLowerCase().replace(/^\[|\]$/g, '');
}

/** By name alone: OpenClaw makes no DNS look-up for it either. */
export function classOfHost(host: string | undefined): HostClass {
  if (host === undefined) return 'invalid';
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'loopback';
  if (isPrivate(host) || host.endsWith('.local')) return 'private';
  if (containerNames.has(host)) return 'container';
  return vendors.some((name) => host === name || host.endsWith(`.${name}`)) ? 'vendor' : 'named';
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return octets(host)?.[0] === 127 || isMappedLoopback(host);
}

function isMappedLoopback(host: string): boolean {
  return host === '::ffff:7f00:1' || host === '::ffff:127.0.0.1';
}

function isPrivate(host: string): boolean {
  return isRfc1918(host) || isShared(host) || isLocalIpv6(host);
}

function isRfc1918(host: string): boolean {
  const [a = -1, b = -1] = octets(host) ?? [];
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}

/** 100.64/10, which meshes such as Tailscale hand out. */
function isShared(host: string): boolean {
  const [a = -1, b = -1] = octets(host) ?? [];
  return a === 100 && b >= 64 && b <= 127;
}

function isLocalIpv6(host: string): boolean {
  return /^f[cd][0-9a-f]{2}:/.test(host) || /^fe[89ab][0-9a-f]:/.test(host);
}

function octets(host: string): readonly number[] | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) return undefined;
  const numbers = host.split('.').map(Number);
  return numbers.every((number) => number <= 255) ? numbers : undefined;
}

/** Hosts on which no gap is policed (`isLocalProviderHostname`, read 2026.5.7 to 2026.9.6). */
export function isLocalForTimeouts(host: string): boolean {
  if (host === 'localhost' || host === '0.0.0.0' || host === '::1' || isMappedLoopback(host)) return true;
  return host.endsWith('.local') || octets(host)?.[0] === 127 || isPrivate(host);
}

/** A compose service or a machine without a domain. */
export function isBareName(host: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(host);
}

/** A name in a public domain, or an address outside of the private ranges; names of home and company networks have no dot, or an ending that no registry gives out. */
export function isPublicName(host: string): boolean {
  if (isPrivate(host)) return false;
  const reserved =
    /\.(?:local|lan|home|internal|intranet|corp|localdomain|test|invalid|ts\.net|home\.arpa|cluster\.local|svc)\.?$/i;
  return host.includes(':') || (host.includes('.') && !reserved.test(host));
}

export function isContainerName(host: string): boolean {
  return containerNames.has(host);
}

/** Endpoint class `local`: usage is asked for there whatever the provider is called (ran: not on 127.0.0.2). */
export function isLocalEndpoint(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|::1)$/.test(host) || /\.(?:localhost|local|internal)$/.test(host);
}

/** Hosts that are called without any key when none is configured. */
export function needsNoKey(host: string, hosts: ReleaseTraits['keylessHosts']): boolean {
  if (/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1)$/.test(host) || isMappedLoopback(host)) return true;
  if (hosts === 'loopback') return false;
  // 127.0.0.2 and the like: read in 2026.8.2 and later (isLoopbackIpAddress), earlier releases want exactly 127.0.0.1.
  if (host.endsWith('.local') || isRfc1918(host)) return true;
  return hosts === 'private-and-container' && (containerNames.has(host) || octets(host)?.[0] === 127);
}

/** Ids that the watchdog takes for servers of one's own: `vllm`, `vllm-gpu1`, but not `my-vllm` (read 2026.7.1 to 2026.9.6). */
export function isSelfHostedId(id: string): boolean {
  return id !== 'ollama-cloud' && /^(?:ollama|lmstudio|vllm|sglang|llama-cpp)(?:-|$)/.test(id);
}
