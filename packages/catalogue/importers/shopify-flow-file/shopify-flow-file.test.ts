import { createHash } from 'node:crypto';
import { parseGraph, validate, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFlowFile } from '../read-file.ts';
import { readCondition } from './conditions.ts';
import { scheduleOf } from './schedule.ts';

interface Step {
  readonly id: string;
  readonly type: string;
  readonly task: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly name?: string;
}
const fileOf = (steps: readonly Step[], links: readonly string[], name = 'A workflow') => ({
  __metadata: { version: 0.1 },
  root: {
    workflow_name: name,
    steps: steps.map(({ id, type, task, fields = {}, name: called }) => ({
      step_id: id,
      task_type: type,
      task_id: task,
      task_version: '0.1',
      name: called ?? null,
      description: null,
      config_field_values: Object.entries(fields).map(([field, value]) => ({
        config_field_id: field,
        value,
      })),
    })),
    links: links.map((link) => {
      const [from = '', port = '', to = ''] = link.split(' ');
      return { from_step_id: from, from_port_id: port, to_step_id: to, to_port_id: 'input' };
    }),
    patched_fields: [],
  },
});
const signed = (file: object, checksum?: string) => {
  const text = JSON.stringify(file);
  return `${checksum ?? createHash('sha256').update(text).digest('hex')}:${text}`;
};
function read(text: string) {
  const reading = readFlowFile({ name: 'workflow.flow', text });
  if ('problem' in reading) throw new Error(reading.problem);
  return { ...reading.flow, from: reading.importer.id, graph: parseGraph(reading.flow.graph) };
}
const kindsOf = (graph: Graph) => graph.nodes.map(({ kind }) => kind);
const ORDER: Step = { id: '1', type: 'TRIGGER', task: 'shopify::admin::order_created' };
const workflow = fileOf(
  [
    ORDER,
    {
      id: '2',
      type: 'CONDITION',
      task: 'shopify::flow::condition',
      fields: { condition: "(order.customer.tags any? |t| (t == 'vip'))" },
    },
    { id: '3', type: 'FOREACH', task: 'shopify::flow::foreach', fields: { listpath: 'order.lineItems' } },
    { id: '4', type: 'ACTION', task: 'shopify::admin::add_product_tags', fields: { tags: '["Ordered"]' } },
    {
      id: '5',
      type: 'ACTION',
      task: 'shopify::admin::add_order_tags',
      fields: { order_id: '{"value":"{{ order.id }}","default_value":""}', tags: '["VIP","Check"]' },
    },
    { id: '6', type: 'WAIT', task: 'shopify::flow::wait' },
    {
      id: '7',
      type: 'ACTION',
      task: 'shopify::flow::send_http_request',
      fields: {
        method: 'post',
        url: 'https://example.com/orders',
        headers: '[["Authorization","Bearer abc"],["X-Shop","tea"]]',
        body: '{"name":"{{ order.name }}"}',
      },
    },
    { id: '8', type: 'ACTION', task: 'shopify::admin::capture_payment', name: 'Take the money' },
  ],
  ['1 output 2', '2 true 3', '3 loop_body 4', '3 after 5', '5 output 6', '6 output 7', '2 false 8'],
  'Look at good customers',
);

describe('a workflow of Shopify Flow', () => {
  const { graph, name, leftOut, named, from } = read(signed(workflow));
  test('is recognised, keeps its name and is about orders', () => {
    expect([from, name, graph.subject]).toEqual(['shopify-flow-file', 'Look at good customers', 'order']);
    expect(graph.nodes[0]).toMatchObject({
      kind: 'event-trigger',
      config: { events: ['order-placed'], key: 'order' },
    });
  });
  test('keeps its steps, and goes on past what has no equal', () => {
    expect(kindsOf(graph)).toEqual([
      'event-trigger',
      'condition',
      'store-note',
      'store-note',
      'end',
      'wait',
      'http-request',
      'end',
    ]);
    expect(graph.nodes[1]?.config).toEqual({
      paths: [{ id: 'yes', name: '', when: { fact: 'customer.tags', operator: 'contains', value: 'vip' } }],
    });
    expect(graph.nodes[2]?.config).toEqual({ about: 'order', do: 'add-tag', tag: 'VIP' });
    expect(graph.edges.map((edge) => `${edge.from} ${edge.port} ${edge.to}`)).toContain('step-3 next step-4');
  });
  test('lists all that is missing, the steps of a loop by name', () => {
    expect(leftOut.map(({ step }) => step)).toEqual([
      'For each of order.lineItems',
      '“Take the money”',
      '“Wait”',
    ]);
    expect(leftOut[0]?.why).toContain('Inside it: Add product tags.');
  });
  test('drops secrets', () => {
    expect(named).toMatchObject([{ thing: 'secret', name: 'Authorization' }]);
    expect(graph.nodes.find(({ kind }) => kind === 'http-request')?.config).toMatchObject({
      method: 'POST',
      headers: [
        { name: 'Authorization', value: named[0]?.key },
        { name: 'X-Shop', value: 'tea' },
      ],
      body: '{"name":"{{ order.number }}"}',
    });
  });
  test('has no problem but the wait', () => {
    const errors = validate(graph, kinds).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['wait-zero']);
  });
  test('may lack its checksum, and says when it does not fit', () => {
    expect(read(JSON.stringify(workflow)).leftOut).toEqual(leftOut);
    expect(read(signed(workflow, 'a'.repeat(64))).leftOut[0]).toMatchObject({ step: 'The file' });
  });
});

test.each([
  'shopify::admin::product_created',
  'shopify::admin::customer_created',
  'shopify::admin::order_cancelled',
])('the trigger %s is carried over', (task) => {
  const { graph, leftOut } = read(signed(fileOf([{ id: '1', type: 'TRIGGER', task }], [])));
  expect(leftOut).toEqual([]);
  expect(
    validate(graph, kinds).filter(({ node, severity }) => node === 'step-1' && severity === 'error'),
  ).toEqual([]);
});

test('an unknown trigger is open, and cannot be published', () => {
  const { graph, leftOut } = read(
    signed(fileOf([{ id: '1', type: 'TRIGGER', task: 'app::x::odd_thing' }], [])),
  );
  expect(leftOut).toMatchObject([{ step: 'Trigger “Odd thing”' }]);
  expect(validate(graph, kinds).some(({ node, severity }) => node === 'step-1' && severity === 'error')).toBe(
    true,
  );
});

const leaf = (path: string, operator: string, value: string) => ({
  operation_type: 'Comparison',
  operator,
  lhs: { value: path, comparison_value_type: 'EnvironmentValue' },
  rhs: { value, comparison_value_type: 'LiteralValue' },
});
const logical = (operator: string, lhs: object, rhs?: object) =>
  JSON.stringify({ operation_type: 'LogicalExpression', operator, lhs, ...(rhs ? { rhs } : {}) });

test.each<[string, object]>([
  [
    '(order.customer.numberOfOrders >= 3)',
    { is: { fact: 'customer.ordersCount', operator: 'at-least', value: 3 } },
  ],
  ["(product.vendor == 'Tern')", { is: { fact: 'product.vendor', operator: 'is', value: 'Tern' } }],
  ['(order.totalPrice > 500)', { unread: '(order.totalPrice > 500)' }],
  [
    "(product.vendor == 'a') or (product.vendor == 'b')",
    { unread: "(product.vendor == 'a') or (product.vendor == 'b')" },
  ],
  ["(product.vendor > 'a')", { unread: "(product.vendor > 'a')" }],
  [
    logical('AND', leaf('product.status', '==', 'ARCHIVED'), leaf('product.tags', '==', 'x')),
    { unread: 'product.status == “ARCHIVED” and product.tags == “x”' },
  ],
  [
    logical('OR', leaf('product.status', '==', 'ARCHIVED'), leaf('product.totalInventory', '<', '5')),
    {
      is: {
        any: [
          { fact: 'product.status', operator: 'is', value: 'archived' },
          { fact: 'product.stock', operator: 'less-than', value: 5 },
        ],
      },
    },
  ],
  [
    logical('AND', {
      operation_type: 'ArrayExpression',
      operator: 'ANY',
      array_path: { value: 'product.tags' },
      array_item_key: { value: 'tags_item' },
      operation: JSON.parse(logical('AND', leaf('tags_item', '==', 'sale'))) as object,
    }),
    { is: { fact: 'product.tags', operator: 'contains', value: 'sale' } },
  ],
  ['', { unread: '' }],
])('reads the condition %s', (given, found) => {
  expect(readCondition(given)).toEqual(found);
});

test.each<[string, object, boolean]>([
  [
    '["DTSTART;TZID=America/Toronto:20250617T100000\\nRRULE:FREQ=DAILY;INTERVAL=1"]',
    { every: 'day', at: '10:00' },
    false,
  ],
  [
    '["DTSTART:20250617T083000\\nRRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,FR"]',
    { every: 'week', weekdays: [1, 5], at: '08:30' },
    true,
  ],
  ['["DTSTART:20250617T083000\\nRRULE:FREQ=WEEKLY"]', { every: 'week', weekdays: [2], at: '08:30' }, true],
  [
    '["DTSTART:20250617T083000\\nRRULE:FREQ=MONTHLY;INTERVAL=1"]',
    { every: 'month', day: 17, at: '08:30' },
    true,
  ],
  ['["DTSTART:20250617T083000\\nRRULE:FREQ=MINUTELY;INTERVAL=10"]', { every: 'dates' }, false],
  ['', { every: 'dates' }, false],
])('reads the schedule %s', (given, config, isSame) => {
  const found = scheduleOf(given);
  expect(found.config).toMatchObject(config);
  expect(found.problem === null).toBe(isSame);
});

test('a schedule that cannot be read cannot be published', () => {
  const step = {
    id: '1',
    type: 'TRIGGER',
    task: 'shopify::flow::scheduled_time',
    fields: { recurrence: 'odd' },
  };
  const { graph } = read(signed(fileOf([step], [])));
  expect(validate(graph, kinds).some(({ node, severity }) => node === 'step-1' && severity === 'error')).toBe(
    true,
  );
});

test('whatever is linked to what, the flow is a graph that can be read', () => {
  const ids = ['1', '2', '3', '4', '5', '6', '7', '8', 'x'];
  const link = fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom('output', 'true', 'false', 'loop_body', 'after'),
      fc.constantFrom(...ids),
    )
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 16 }), (links) => {
      const { graph } = read(
        JSON.stringify({ ...workflow, root: { ...workflow.root, links: fileOf([], links).root.links } }),
      );
      const ports = graph.edges.map((edge) => `${edge.from} ${edge.port}`);
      expect(new Set(ports).size).toBe(ports.length);
    }),
    { numRuns: 300 },
  );
});
