// What is asked of every server: one list, so that the answers of two servers, or two releases, can be laid side by side.
// `{ name, method, path, headers?, body?, raw? }`; `body` is sent as JSON, `raw` as it stands.

const read = tool('read', 'Reads a file.', { path: { type: 'string' } }, ['path']);
const ping = tool('ping', 'Looks whether anybody is there.', {}, []);
const tools = [read, ping];
const user = (content) => ({ role: 'user', content });
const system = { role: 'system', content: 'You are brief.' };
const callOfRead = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'read', arguments: '{"path": "README.md"}' } }],
};
const resultOfRead = { role: 'tool', tool_call_id: 'call_1', content: '# Title' };
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function tool(name, description, properties, required) {
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, required } } };
}

const get = (path, headers) => ({ name: `GET ${path}`, method: 'GET', path, ...(headers && { headers }) });
const post = (name, path, body) => ({ name, method: 'POST', path, body });

/** Nearly as many tokens as words with every tokenizer that has seen English. */
const long = (words) => Array(words).fill('the').join(' ');

/** Routes by which one kind of server is told from another, and what stands at a wrong address. */
export const routes = [
  get('/v1/models'),
  get('/models'),
  get('/v1/models/tiny'),
  get('/version'),
  get('/health'),
  get('/ping'),
  get('/metrics'),
  get('/'),
  { name: 'HEAD /', method: 'HEAD', path: '/' },
  { name: 'HEAD /v1/models', method: 'HEAD', path: '/v1/models' },
  { name: 'OPTIONS /v1/chat/completions', method: 'OPTIONS', path: '/v1/chat/completions' },
  get('/openapi.json'),
  get('/load'),
  get('/server_info'),
  get('/tokenizer_info'),
  get('/props'),
  get('/api/version'),
  get('/api/tags'),
  get('/api/ps'),
  get('/api/v0/models'),
  get('/info'),
  get('/v1/model'),
  get('/model/info'),
  get('/get_model_info'),
  get('/slots'),
  get('/v1/v1/models'),
  get('/v1/chat/completions'),
  get('/v1/nothing-here'),
  { name: 'POST /v1/models', method: 'POST', path: '/v1/models', body: {} },
  post('chat without /v1', '/chat/completions', { model: 'tiny', messages: [user('hello')], max_tokens: 8 }),
];

/** `model`: the id that the server gives; `window`: what it was started with, in tokens. */
export function conversation({ model, window }) {
  const chat = (name, body) => post(name, '/v1/chat/completions', { model, messages: [user('hello')], ...body });
  const stream = { stream: true, stream_options: { include_usage: true } };
  return [
    chat('chat', {}),
    chat('chat stream', { stream: true }),
    chat('chat stream usage', stream),
    chat('stream_options without stream', { stream_options: { include_usage: true } }),
    chat('max_tokens 4', { max_tokens: 4, messages: [user('please count')] }),
    chat('max_completion_tokens 4', { max_completion_tokens: 4, messages: [user('please count')] }),
    chat('both, max_tokens smaller', { max_tokens: 2, max_completion_tokens: 5, messages: [user('please count')] }),
    chat('max_tokens 0', { max_tokens: 0 }),
    chat('max_completion_tokens 0', { max_completion_tokens: 0 }),
    chat('max_tokens -1', { max_tokens: -1 }),
    chat('max_tokens text', { max_tokens: 'many' }),
    chat('max_tokens = window', { max_tokens: window }),
    chat('max_completion_tokens = window', { max_completion_tokens: window }),
    chat('max_tokens = window - 1', { max_tokens: window - 1 }),
    chat('max_tokens > window', { max_tokens: window + 1000 }),
    chat('max_completion_tokens > window', { max_completion_tokens: window + 1000 }),
    chat('prompt too long', { messages: [user(long(window + 20))] }),
    chat('prompt too long, max_tokens', { messages: [user(long(window + 20))], max_tokens: 16 }),
    chat('prompt too long, stream', { messages: [user(long(window + 20))], stream: true, max_tokens: 16 }),
    chat('prompt nearly fits, max_tokens', { messages: [user(long(window - 60))], max_tokens: 256 }),
    chat('prompt far too long', { messages: [user(long(window * 30))], max_tokens: 16 }),
    post('completion', '/v1/completions', { model, prompt: 'hello', max_tokens: 4 }),
    post('completion, prompt too long', '/v1/completions', { model, prompt: long(window + 20), max_tokens: 16 }),
    chat('unknown model', { model: 'nobody/knows-this' }),
    chat('no model', { model: undefined }),
    chat('empty model', { model: '' }),
    chat('unknown fields', {
      store: false,
      reasoning_effort: 'low',
      service_tier: 'auto',
      no_such_field: 1,
      max_tokens: 8,
    }),
    chat('parts', {
      messages: [
        user([
          { type: 'text', text: 'hello' },
          { type: 'text', text: 'there' },
        ]),
      ],
    }),
    chat('system', { messages: [system, user('hello')] }),
    chat('system parts', {
      messages: [{ role: 'system', content: [{ type: 'text', text: 'You are brief.' }] }, user('hello')],
    }),
    chat('developer', { messages: [{ role: 'developer', content: 'You are brief.' }, user('hello')] }),
    chat('system in the middle', {
      messages: [user('hello'), { role: 'assistant', content: 'yes' }, system, user('hello')],
    }),
    chat('two users in a row', { messages: [user('hello'), user('hello again')] }),
    chat('assistant last', { messages: [user('hello'), { role: 'assistant', content: 'yes' }] }),
    chat('image', {
      messages: [
        user([
          { type: 'text', text: 'what is it' },
          { type: 'image_url', image_url: { url: pixel } },
        ]),
      ],
    }),
    chat('no messages', { messages: undefined }),
    chat('empty messages', { messages: [] }),
    chat('messages text', { messages: 'hello' }),
    chat('message without role', { messages: [{ content: 'hello' }] }),
    chat('message without content', { messages: [{ role: 'user' }] }),
    chat('temperature -1', { temperature: -1 }),
    chat('top_p 2', { top_p: 2 }),
    chat('n 2', { n: 2, max_tokens: 4 }),
    chat('stop', { stop: [' model'] }),
    chat('logprobs', { logprobs: true, top_logprobs: 50, max_tokens: 1 }),
    chat('tools', { tools, messages: [user('please read it')] }),
    chat('tools, auto', { tools, tool_choice: 'auto', messages: [user('please read it')] }),
    chat('tools, stream', { ...stream, tools, messages: [user('please read it')] }),
    chat('tools, no arguments', { tools, messages: [user('please ping')] }),
    chat('tools, no arguments, stream', { ...stream, tools, messages: [user('please ping')] }),
    chat('tools, none', { tools, tool_choice: 'none', messages: [user('please read it')] }),
    chat('tools, none, stream', { ...stream, tools, tool_choice: 'none', messages: [user('please read it')] }),
    chat('tools, required', { tools: [chosen], tool_choice: 'required', max_tokens: 64 }),
    chat('tools, required, stream', { ...stream, tools: [chosen], tool_choice: 'required', max_tokens: 64 }),
    chat('tools, named', {
      tools: [chosen],
      tool_choice: { type: 'function', function: { name: 'choose' } },
      max_tokens: 64,
    }),
    chat('tools, named, stream', {
      ...stream,
      tools: [chosen],
      tool_choice: { type: 'function', function: { name: 'choose' } },
      max_tokens: 64,
    }),
    chat('tools, named unknown', {
      tools,
      tool_choice: { type: 'function', function: { name: 'nobody' } },
      max_tokens: 64,
    }),
    chat('tools, empty list', { tools: [] }),
    chat('tools, strict', {
      tools: [{ ...read, function: { ...read.function, strict: true } }],
      messages: [user('please read it')],
    }),
    chat('tool_choice without tools', { tool_choice: 'auto' }),
    chat('tool result', { tools, messages: [user('please read it'), callOfRead, resultOfRead] }),
    chat('tool result, stream', { ...stream, tools, messages: [user('please read it'), callOfRead, resultOfRead] }),
    chat('tool result, then user', {
      tools,
      messages: [user('please read it'), callOfRead, resultOfRead, user('thanks')],
    }),
    chat('no thinking', { chat_template_kwargs: { enable_thinking: false } }),
    chat('reasoning_effort', { reasoning_effort: 'minimal' }),
    chat('json_object', { response_format: { type: 'json_object' }, max_tokens: 32 }),
    chat('json_schema', {
      response_format: { type: 'json_schema', json_schema: { name: 'colour', strict: true, schema: colour } },
      max_tokens: 32,
    }),
    { name: 'bad JSON', method: 'POST', path: '/v1/chat/completions', raw: '{"model":' },
    { name: 'empty body', method: 'POST', path: '/v1/chat/completions', raw: '' },
    {
      name: 'text/plain',
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'text/plain' },
      raw: JSON.stringify({ model, messages: [user('hello')] }),
    },
    post('responses', '/v1/responses', { model, input: 'hello', max_output_tokens: 64, store: false }),
    post('responses, stream', '/v1/responses', {
      model,
      input: 'hello',
      max_output_tokens: 64,
      store: false,
      stream: true,
    }),
    post('responses, tools', '/v1/responses', {
      model,
      input: 'please read it',
      tools: [{ type: 'function', ...read.function }],
      store: false,
    }),
    post('messages', '/v1/messages', { model, max_tokens: 16, messages: [user('hello')] }),
    post('tokenize prompt', '/tokenize', { model, prompt: 'hello there', content: 'hello there' }),
    post('tokenize chat', '/tokenize', { model, messages: [system, user('hello')], add_generation_prompt: true }),
    post('tokenize chat, open end', '/tokenize', {
      model,
      messages: [system, user('hello')],
      add_generation_prompt: false,
    }),
    post('tokenize chat, tools', '/tokenize', {
      model,
      messages: [system, user('hello')],
      tools,
      add_generation_prompt: true,
    }),
    post('tokenize chat, parts', '/tokenize', {
      model,
      messages: [user([{ type: 'text', text: 'hello' }])],
      add_generation_prompt: true,
    }),
    post('tokenize longer than the window', '/tokenize', {
      model,
      prompt: long(window + 20),
      content: long(window + 20),
    }),
    post('tokenize unknown model', '/tokenize', { model: 'nobody/knows-this', prompt: 'hello' }),
    post('detokenize', '/detokenize', { model, tokens: [40, 41, 42] }),
  ];
}

const colour = {
  type: 'object',
  properties: { colour: { enum: ['red', 'blue'] } },
  required: ['colour'],
  additionalProperties: false,
};
const chosen = { type: 'function', function: { name: 'choose', description: 'Chooses a colour.', parameters: colour } };

/** The same routes with no key, a wrong one and the right one, to see which of them a key guards. */
export function keys(key, model) {
  const short = ['/v1/models', '/version', '/health', '/ping'];
  const ask = (headers, label, paths = short) => [
    ...paths.map((path) => ({ ...get(path, headers), name: `GET ${path}, ${label}` })),
    { ...post(`chat, ${label}`, '/v1/chat/completions', { model, messages: [user('hello')], max_tokens: 8 }), headers },
    { ...post(`tokenize, ${label}`, '/tokenize', { model, prompt: 'hello', content: 'hello' }), headers },
    { ...post(`unknown route, ${label}`, '/v1/nothing-here', {}), headers },
  ];
  return [
    ...ask({}, 'no key', [...short, '/metrics', '/openapi.json']),
    ...ask({ authorization: 'Bearer not-the-key' }, 'wrong key'),
    ...ask({ authorization: `Bearer ${key}` }, 'right key'),
    { ...get('/v1/models', { authorization: key }), name: 'GET /v1/models, key without Bearer' },
    { ...get('/v1/models', { authorization: `bearer ${key}` }), name: 'GET /v1/models, bearer in small letters' },
    { ...get('/v1/models', { 'x-api-key': key }), name: 'GET /v1/models, x-api-key' },
    { name: 'OPTIONS /v1/models, no key', method: 'OPTIONS', path: '/v1/models' },
  ];
}
