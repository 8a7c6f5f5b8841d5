declare const __VERSION__: string | undefined;

/** Our own release; the build writes it in, sources run as `0.0.0-dev`. */
export const toolVersion: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-dev';
