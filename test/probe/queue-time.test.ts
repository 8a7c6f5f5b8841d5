import { expect, it } from 'vitest';
import { parseQueueClock, queueMsBetween } from '../../src/probe/queue-time.js';

const page = (sum: number, count: number, engine = '0') =>
  `vllm:request_queue_time_seconds_bucket{engine="${engine}",le="0.3",model_name="m1"} ${count}.0
vllm:request_queue_time_seconds_count{engine="${engine}",model_name="m1"} ${count}.0
vllm:request_queue_time_seconds_sum{engine="${engine}",model_name="m1"} ${sum}
`;

it('adds up the engines of a server', () => {
  const text = `# TYPE vllm:request_queue_time_seconds histogram\n${page(1.5, 10)}${page(0.5, 2, '1')}`;
  expect(parseQueueClock(text)).toEqual({ seconds: 2, requests: 12 });
  expect(parseQueueClock(page(1.2e-5, 3))).toEqual({ seconds: 1.2e-5, requests: 3 });
});

it('knows nothing where there is no such metric', () => {
  expect(parseQueueClock('vllm:num_requests_waiting{engine="0"} 0.0\n')).toBeUndefined();
});

it('tells what a request waited between two looks', () => {
  expect(queueMsBetween({ seconds: 2, requests: 12 }, { seconds: 3, requests: 16 })).toBe(250);
  expect(queueMsBetween({ seconds: 2, requests: 12 }, { seconds: 2, requests: 12 })).toBeUndefined();
  expect(queueMsBetween(undefined, { seconds: 2, requests: 12 })).toBeUndefined();
});
