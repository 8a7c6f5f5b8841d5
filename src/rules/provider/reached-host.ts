import { classOfHost, hostOf, isPublicName } from '../../effective/hosts.js';
import type { EffectiveConfig, EffectiveProvider, ModelReference } from '../../effective/types.js';

/** Where the requests of one reference go. */
export interface ReachedHost {
  readonly provider: EffectiveProvider;
  /** `http://gpu1:8000` */
  readonly origin: string;
  /** Without the port: what goes down together when a machine does. */
  readonly host: string;
}

/** Undefined for what reaches nothing, and for providers that have no base URL in the config. */
export function hostReached(
  { resolved }: Pick<ModelReference, 'resolved'>,
  { models, providers }: EffectiveConfig,
): ReachedHost | undefined {
  const model = models.find(({ ref }) => ref === resolved);
  const provider = providers.find(({ id }) => id === model?.provider);
  const url = model?.url?.value ?? provider?.baseUrl?.value ?? '';
  if (provider === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname, host } = new URL(url);
  // However this machine is called, it is one.
  const machine = classOfHost(hostOf(url)) === 'loopback' ? '127.0.0.1' : hostname;
  return { provider, origin: `${protocol}//${machine}${host.slice(hostname.length)}`, host: machine };
}

/** Somebody else's, as far as a name can tell: a vendor, or a host on the internet, where relays to many servers are. */
export function isStranger({ provider, host }: ReachedHost): boolean {
  return provider.hostClass === 'vendor' || (provider.hostClass === 'named' && isPublicName(host));
}
