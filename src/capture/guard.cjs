'use strict';
// Preloaded into every Node process of a captured run (NODE_OPTIONS --require), worker threads included: lets it talk to the recorder on
// the loopback interface and to nobody else. Each refused attempt is a line in the log. Programs that are not Node are kept off the PATH.
const fs = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');
const dgram = require('node:dgram');

const port = process.env.OVD_CAPTURE_PORT ?? '';
const log = process.env.OVD_CAPTURE_LOG;
const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

function refused(target, code = 'ECONNREFUSED') {
  try {
    if (log) fs.appendFileSync(log, `${target}\n`);
  } catch {
    // The log is for the report; refusing must not depend on it.
  }
  return Object.assign(new Error(`${code}: ovd capture lets nothing out (${target})`), { code });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guardedConnect(...args) {
  // A single argument may be the normalised list [options, callback] that net.connect passes on.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const named = typeof first === 'object' && first !== null;
  const options = named ? first : { port: first, host: typeof second === 'string' ? second : undefined };
  const pipe = options.path ?? (!named && typeof first === 'string' && !/^\d+$/.test(first) ? first : undefined);
  const host = String(options.host ?? 'localhost').toLowerCase();
  if (pipe === undefined && loopback.has(host) && String(options.port) === port) return connect.apply(this, args);
  const error = refused(pipe === undefined ? `${host}:${options.port}` : `pipe ${pipe}`);
  process.nextTick(() => this.destroy(error));
  return this;
};

dgram.Socket.prototype.send = function guardedSend(...args) {
  const error = refused('a datagram');
  const done = args.at(-1);
  if (typeof done === 'function') process.nextTick(done, error);
};

// Loopback names need no server; every other name would be a question to one.
function isLocal(name) {
  return net.isIP(String(name)) !== 0 || loopback.has(String(name).toLowerCase());
}
function guardNames(holder, asPromise) {
  for (const key of Object.getOwnPropertyNames(holder)) {
    if (!/^(?:lookup|lookupService|resolve\w*|reverse)$/.test(key) || typeof holder[key] !== 'function') continue;
    const ask = holder[key];
    holder[key] = function guardedName(name, ...rest) {
      if (key === 'lookup' && isLocal(name)) return ask.call(this, name, ...rest);
      const error = refused(`name ${name}`, 'ENOTFOUND');
      if (asPromise) return Promise.reject(error);
      const done = rest.at(-1);
      if (typeof done === 'function') process.nextTick(done, error);
    };
  }
}
guardNames(dns, false);
guardNames(dns.Resolver.prototype, false);
guardNames(dns.promises, true);
guardNames(dns.promises.Resolver.prototype, true);
