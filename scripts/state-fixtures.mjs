#!/usr/bin/env node
/**
 * Writes fixtures/state: small databases as OpenClaw 2026.9.6 keeps them, with fake keys. Needs Node 24 (node:sqlite).
 * Pages are small, so that a table takes many and a value runs over several; `logged` was left with its newest rows in the log alone.
 */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../fixtures/state/', import.meta.url));
const tables = `
  CREATE TABLE config_health_entries (config_path TEXT NOT NULL PRIMARY KEY, last_known_good_json TEXT,
    last_promoted_good_json TEXT, last_observed_suspicious_signature TEXT, updated_at_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE config_machine_state (state_key TEXT NOT NULL PRIMARY KEY, value_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE auth_profile_store (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT;
  CREATE TABLE auth_profile_state (state_key TEXT NOT NULL PRIMARY KEY, state_json TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT;`;

mkdirSync(folder, { recursive: true });
const login = (key, more = {}) => ({ type: 'api_key', provider: 'vllm', key, ...more });
const store = (profiles) => JSON.stringify({ version: 1, profiles });

make('logins', (database) => {
  setState(database, 'authProfiles.store', store({ 'vllm:default': login('fake-old-key') }));
  setState(database, 'authProfiles.state', JSON.stringify({ version: 1 }));
  const good = JSON.stringify({ hash: 'x', bytes: 60, hasMeta: true, gatewayMode: 'local' });
  database
    .prepare('INSERT INTO config_health_entries VALUES (?, ?, NULL, NULL, 1)')
    .run('/no-such-folder-of-ovd/openclaw.json', good);
});
make('agent', (database) => {
  database
    .prepare('INSERT INTO auth_profile_store VALUES (?, ?, 1)')
    .run('primary', store({ 'vllm:b': login('fake-b') }));
  database
    .prepare('INSERT INTO auth_profile_state VALUES (?, ?, 1)')
    .run('primary', JSON.stringify({ order: { vllm: ['vllm:b'] }, usageStats: { 'vllm:b': { lastUsed: 7 } } }));
});
make('long', (database) => {
  for (let i = 0; i < 60; i++) setState(database, `filler.${i}`, 'x'.repeat(i * 7));
  setState(
    database,
    'authProfiles.store',
    store({ 'vllm:default': login('fake-old-key', { note: 'y'.repeat(3000) }) }),
  );
});
make('logged', (database, file) => {
  setState(database, 'authProfiles.store', store({ 'vllm:old': login('fake-old-key') }));
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0');
  setState(database, 'authProfiles.store', store({ 'vllm:new': login('fake-new-key') }));
  copyFileSync(file, join(folder, 'logged.sqlite'));
  copyFileSync(`${file}-wal`, join(folder, 'logged.sqlite-wal'));
});

function make(name, fill) {
  const file = join(folder, `${name}.tmp`);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA page_size = 512; PRAGMA journal_mode = WAL');
  database.exec(tables);
  fill(database, file);
  database.close();
  if (name !== 'logged') copyFileSync(file, join(folder, `${name}.sqlite`));
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

function setState(database, key, value) {
  database.prepare('INSERT OR REPLACE INTO config_machine_state VALUES (?, ?, 1)').run(key, value);
}
