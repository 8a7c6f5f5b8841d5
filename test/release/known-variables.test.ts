import { describe, expect, it } from 'vitest';
import { isBundledProvider, knownVariables, variablesOfProvider } from '../../src/release/known-variables.js';
import { traitsOf } from '../../src/release/traits.js';

const releases = ['2026.4.22', '2026.4.29', '2026.5.28', '2026.6.1', '2026.6.11', '2026.7.1', '2026.8.2', '2026.9.6'];
const knows = (name: string) => releases.map((release) => knownVariables(traitsOf(release).knownVariables).has(name));

describe('knownVariables', () => {
  it.each<[string, boolean[]]>([
    ['VLLM_API_KEY', Array(8).fill(true)],
    ['OPENAI_API_KEY', Array(8).fill(true)],
    ['AZURE_API_KEY', Array(8).fill(true)],
    ['MY_KEY', Array(8).fill(false)],
    ['GROQ_API_KEY', [true, true, true, true, false, false, false, false]],
    ['MISTRAL_API_KEY', [true, true, true, true, true, true, false, false]],
    ['CODEX_API_KEY', [false, false, false, true, true, true, true, true]],
    ['DEEPSEEK_API_KEY', Array(8).fill(true)],
    ['GITHUB_TOKEN', [true, true, true, true, true, true, true, false]],
  ])('%s', (name, expected) => {
    expect(knows(name)).toEqual(expected);
  });

  it('holds as many names as the packages list, old markers included', () => {
    // 69 and 48 by their own function; of the eight old markers some are among them.
    const size = (release: string) => knownVariables(traitsOf(release).knownVariables).size;
    expect([size('2026.4.22'), size('2026.9.6')]).toEqual([71, 53]);
  });
});

it('variablesOfProvider keeps the order of the manifests, and to what the release knows', () => {
  expect(variablesOfProvider('vllm', '2026.4.22')).toEqual(['VLLM_API_KEY']);
  expect(variablesOfProvider('huggingface', '2026.9.5')).toEqual(['HUGGINGFACE_HUB_TOKEN', 'HF_TOKEN']);
  expect(variablesOfProvider('openai', '2026.4.22')).toEqual(['OPENAI_API_KEY']);
  expect(variablesOfProvider('openai', '2026.9.5')).toEqual(['CODEX_API_KEY', 'OPENAI_API_KEY']);
  expect(variablesOfProvider('groq', '2026.9.5')).toEqual([]);
  expect(variablesOfProvider('mybox', '2026.9.5')).toEqual([]);
  expect(variablesOfProvider('constructor', '2026.9.5')).toEqual([]);
});

it('isBundledProvider', () => {
  expect(['vllm', 'google', 'claude-cli', 'org', 'toString'].map(isBundledProvider)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
