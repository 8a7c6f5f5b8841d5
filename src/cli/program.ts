import { Command, Option } from 'commander';
import { probeLevels } from '../probe/questions/question.js';
import { bundledReleases } from '../schema/releases.js';
import { toolVersion } from '../version.js';
import type { Context } from './context.js';
import { failOnValues } from './exit-code.js';
import {
  collect,
  type ExamineFlags,
  formats,
  parseDuration,
  parseFailOn,
  parseFormat,
  parseProbeLevel,
  parseWait,
  usualWait,
} from './options.js';

type Run = (command: string, act: () => Promise<number>) => Promise<void>;

const examples = `
Examples:
  $ ovd                                      examine the config that OpenClaw would use, and its model servers
  $ ovd --config openclaw.json --offline     only the part that needs no server, as a gate in CI
  $ ovd fix --write                          go through the fixes one by one, then write them

`;

const tokenizerText = 'tokenizer.json of the model, or its folder: count with it where the server does not count';

/** The command line as data: which words exist and what they call. Each command's code loads when it is called. */
export function createProgram(context: Context, run: Run): Command {
  const program = new Command('ovd')
    .description(
      'Finds out why OpenClaw and its vLLM-class model server disagree, shows the proof, and fixes the config.',
    )
    .version(
      `openclaw-vllm-doctor ${toolVersion} (node ${process.versions.node}, OpenClaw schemas ${bundledReleases[0]} to ${bundledReleases.at(-1)})`,
    )
    .addHelpText('before', examples.trimStart())
    .helpCommand('help [command]', 'show the options of a command')
    .showHelpAfterError('(ovd --help lists commands and options)')
    .showSuggestionAfterError(true)
    .enablePositionalOptions();

  addExamineOptions(program.command('doctor', { isDefault: true }))
    .description('examine the config and the model servers that it names (the default command)')
    .addOption(
      new Option('--format <format>', `how to print: ${formats.join(', ')}`).argParser(parseFormat).default('pretty'),
    )
    .option('-o, --output <file>', 'write the report to a file instead of standard output')
    .allowExcessArguments(false)
    .action((flags: ExamineFlags & { format: (typeof formats)[number]; output?: string }) =>
      run('doctor', async () => (await import('./doctor.js')).doctor(flags, context)),
    );

  addExamineOptions(program.command('fix'))
    .description('show the diff of all safe fixes; with --write ask for each and write')
    .option('-w, --write', 'write the file (asks for each fix; needs a terminal or --yes)')
    .option('-y, --yes', 'answer yes to every fix')
    .option('--unsafe', 'also take fixes that change behaviour')
    .option('--undo', 'bring back the files as they were before the last fix')
    .option('--diff-only', 'print the diff and nothing else; exit 1 when there is one')
    .addOption(
      new Option('--format <format>', 'how to tell what was done').choices(['pretty', 'json']).default('pretty'),
    )
    .allowExcessArguments(false)
    .action((flags) => run('fix', async () => (await import('./fix.js')).fix(flags, context)));

  program
    .command('capture')
    .description('run the installed OpenClaw once, shut in, and keep the exact prompt and tools that it sends')
    .option('-c, --config <file>', 'config whose first turn is meant (default: the file that OpenClaw would use)')
    .option('--profile <name>', 'OpenClaw profile whose config is meant')
    .option('--agent <id>', 'agent that is asked (default: the one that answers when none is named)')
    .option('--model <ref>', 'provider/model in place of the one that the agent uses')
    .option('--message <text>', 'what is said to it', 'hi')
    .option('--openclaw <path>', 'folder or program of OpenClaw (default: the one on PATH, else that of npm)')
    .option('--node <path>', 'Node to run it with (default: one that fits, from PATH or nvm)')
    .option('--tokenizer <path>', 'tokenizer.json of the model, or its folder: count the request with it')
    .addOption(
      new Option('--timeout <duration>', 'longest wait for its request: seconds, or 90s, 10m')
        .argParser(parseDuration)
        .default(300_000, '5m'),
    )
    .option('-q, --quiet', 'no progress')
    .option('--color', 'colour even into a pipe')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of symbols')
    .allowExcessArguments(false)
    .action((flags) => run('capture', async () => (await import('./capture.js')).capture(flags, context)));

  addExamineOptions(program.command('budget'))
    .description('where the context window goes: system, files, tools, history, answer; and what other settings send')
    .option('--agent <id>', 'agent whose budget is shown (default: the one that answers when none is named)')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .allowExcessArguments(false)
    .action((flags) => run('budget', async () => (await import('./budget.js')).budget(flags, context)));

  addExamineOptions(program.command('timeouts'))
    .description(
      'every limit of time that can end a run: value, source, what it would end, what to set in this release',
    )
    .addOption(
      new Option(
        '--first-token <duration>',
        'judge by this time to the first token, not by what is measured',
      ).argParser(parseDuration),
    )
    .option('--deep', 'confirm the prediction with one request as long as the first turn; takes its time and tokens')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .allowExcessArguments(false)
    .action((flags) => run('timeouts', async () => (await import('./timeouts.js')).timeouts(flags, context)));

  program
    .command('explain [text...]')
    .description('what a rule, an error message or a log means: a rule id, a text in quotes, or - for standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .option('--color', 'colour even into a pipe')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of symbols')
    .action((words: string[], flags) =>
      run('explain', async () => (await import('./explain.js')).explain(words, flags, context)),
    );

  program
    .command('probe <url>')
    .description('what a model server is, what it serves, takes and gives; needs no config')
    .option('--model <id>', 'model to ask (default: the first that is served)')
    .option('--api-key-env <name>', 'environment variable that holds the key of the server')
    .addOption(
      new Option('--probe <level>', `how much to ask: ${probeLevels.join(', ')}`)
        .argParser(parseProbeLevel)
        .default('standard'),
    )
    .option(
      '--openclaw-version <version>',
      'release to say for whether its turns go through: 2026.9.6, installed or latest',
    )
    .addOption(
      new Option('--timeout <duration>', 'longest wait for one answer: seconds, or 1500ms, 2m')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    )
    .addOption(waitOption())
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .option('-q, --quiet', 'no progress')
    .option('--color', 'colour even into a pipe')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of symbols')
    .allowExcessArguments(false)
    .action((url: string, flags) => run('probe', async () => (await import('./probe.js')).probe(url, flags, context)));

  program
    .command('suggest <url>')
    .description('a provider block that fits a model server and a release; with --write merged into the config')
    .option('--model <id>', 'model to use (default: the first that is served)')
    .option('--provider-id <id>', 'id of the provider (default: vllm, or what fits the server)')
    .option('--api-key-env <name>', 'environment variable that holds the key of the server; the block names it')
    .option('--context-window <tokens>', 'window to write when the server does not tell it')
    .option('--openclaw-version <version>', 'release to write for: 2026.9.6, installed or latest')
    .option('-c, --config <file>', 'config to merge into (default: the file that OpenClaw would use)')
    .option('--profile <name>', 'OpenClaw profile whose config is meant')
    .option('-w, --write', 'write it (asks first; needs a terminal or --yes)')
    .option('-y, --yes', 'answer yes')
    .option('--default', 'make it the model of the default agents, also where another one is named')
    .addOption(
      new Option('--timeout <duration>', 'longest wait for one answer: seconds, or 1500ms, 2m')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    )
    .option('-q, --quiet', 'no progress, no notes')
    .option('--color', 'colour even into a pipe')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of symbols')
    .allowExcessArguments(false)
    .action((url: string, flags) =>
      run('suggest', async () => (await import('./suggest.js')).suggest(url, flags, context)),
    );

  program
    .command('rules')
    .description('list every rule with its severity and whether it can be fixed')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['pretty', 'json', 'markdown']).default('pretty'),
    )
    .action((flags: { format: string }) =>
      run('rules', async () => (await import('./rules.js')).rules(flags.format, context)),
    );

  program
    .command('simulate')
    .description('a loopback server that answers like vLLM or one of its likes, for trying things out')
    .option('--port <port>', 'port to listen on; 0 takes a free one', '8000')
    .option('--model <id>', 'served model name, or name=window; may be repeated', collect)
    .option('--config <file>', 'serve the models that this config lists')
    .option('--max-model-len <tokens>', 'context window that is served', '32768')
    .option(
      '--server <kind>',
      'vllm, sglang, llama.cpp, ollama, lmstudio, tgi, litellm, mlx, nim, tabbyapi, openai-like',
    )
    .option('--release <version>', 'release of it whose answers are given (vLLM: 0.11.0)')
    .option('--base-path <path>', 'where the OpenAI routes stand; / for the root (default: /v1)')
    .option('--api-key-env <name>', 'demand the key that stands in this environment variable')
    .option('--first-token <duration>', 'time before the first token')
    .option('--prefill-rate <tokens>', 'prompt tokens read in a second')
    .option('--decode-rate <tokens>', 'tokens written in a second')
    .option('--no-tools', 'answer as a server without --enable-auto-tool-choice')
    .option('--tool-format <format>', 'how the model writes calls: hermes, llama3_json, qwen3_coder, mistral, pythonic')
    .option('--tool-parser <format>', 'what the server looks for; another format leaves calls in the text')
    .option('--reasoning <where>', 'the model thinks: parsed (a field of its own), raw or unopened (in the answer)')
    .option(
      '--template <rule>',
      'what the chat template refuses: no-developer, no-system, system-first, missing; may be repeated',
      collect,
    )
    .option('--roles-must-alternate', 'the chat template insists on user, assistant, user, …')
    .option('--string-content-only', 'refuse message content in parts')
    .option(
      '--refuse-field <name>',
      'refuse requests that have this field, as a strict proxy does; may be repeated',
      collect,
    )
    .option(
      '--fault <kind>',
      'misbehave: html, hang, cut, rate-limit, …; kind:3 for three requests, kind:20s for a while; may be repeated',
      collect,
    )
    .action((flags) => run('simulate', async () => (await import('./simulate.js')).simulate(flags, context)));

  return program;
}

function waitOption(): Option {
  return new Option('--wait [duration]', `wait until the server is ready, at most so long (alone: ${usualWait})`)
    .argParser(parseWait)
    .preset(usualWait);
}

function addExamineOptions(command: Command): Command {
  return command
    .option(
      '-c, --config <file>',
      'config to examine; - reads standard input (default: the file that OpenClaw would use)',
    )
    .option('--profile <name>', 'OpenClaw profile whose config is meant, as in openclaw --profile')
    .option('--offline', 'ask no server, look up no name')
    .option(
      '--openclaw-version <version>',
      'release to judge for: 2026.9.6, installed or latest; or a way, 2026.4.22..latest',
    )
    .option('--only <rules>', 'run only these rules or areas, comma-separated; may be repeated', collect)
    .option('--skip <rules>', 'leave these rules or areas out; may be repeated', collect)
    .addOption(
      new Option('--probe <level>', `how much to ask a server: ${probeLevels.join(', ')}`)
        .argParser(parseProbeLevel)
        .default('standard'),
    )
    .addOption(waitOption())
    .option(
      '--prompt <file>',
      'count this prompt (text, or a request body with messages and tools) instead of a typical first turn',
    )
    .option('--tokenizer <path>', tokenizerText)
    .addOption(
      new Option('--timeout <duration>', 'longest wait for one answer: seconds, or 1500ms, 2m')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    )
    .addOption(
      new Option('--fail-on <severity>', `exit 1 from this severity on: ${failOnValues.join(', ')}`)
        .argParser(parseFailOn)
        .default('error'),
    )
    .option('-q, --quiet', 'findings only')
    .option('-v, --verbose', 'also what ran, what was asked, and every effective value with its source')
    .option('--color', 'colour even into a pipe')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of symbols');
}
