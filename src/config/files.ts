import type { ConfigDocument } from './document.js';
import { type IncludeFiles, type IncludeOptions, includeDisk, type LoadedConfig, loadIncludes } from './include.js';
import { parseConfig } from './parse.js';

/** A config with the files that it includes, and how to find them again after a change. */
export interface ConfigFiles extends LoadedConfig {
  /** The top file, as it stands. */
  readonly top: ConfigDocument;
  readonly options: IncludeOptions;
}

export function loadFiles(top: ConfigDocument, options: IncludeOptions = {}): ConfigFiles {
  return { ...loadIncludes(top, options), top, options };
}

/** The same files with other texts, included ones read anew; undefined when a text does not parse. Nothing is written. */
export function withTexts(files: ConfigFiles, texts: ReadonlyMap<string, string>): ConfigFiles | undefined {
  const { file } = files.top;
  const parsed = parseConfig({ file, text: texts.get(file) ?? files.top.text });
  if (!parsed.ok) return undefined;
  const options = { ...files.options, files: overlaid(texts, files.options.files) };
  return { ...loadIncludes(parsed.document, options), top: parsed.document, options: files.options };
}

/** Texts by file, of all files that are read. */
export function textsOf({ top, sources }: ConfigFiles): ReadonlyMap<string, string> {
  return new Map([top, ...sources].map(({ file, text }) => [file, text]));
}

/** The disk with some files replaced. */
export function overlaid(texts: ReadonlyMap<string, string>, files: IncludeFiles = includeDisk): IncludeFiles {
  return { ...files, readText: (file) => texts.get(file) ?? files.readText(file) };
}
