import { own } from '@millrace/base';
import type { Condition } from '@millrace/flow';
import { jsonOf } from '../json-of.ts';
import { isLoose, loose, textOf, type Loose } from '../loose.ts';

/** What a condition asks: its equal here, or its words when it has none. */
export type ReadCondition = { readonly is: Condition } | { readonly unread: string };

/**
 * Values of Shopify that are facts here. Amounts are not among them: they are in units of a currency that the file does
 * not name.
 */
const FACTS: Readonly<Record<string, string>> = {
  'order.customer.numberOfOrders': 'customer.ordersCount',
  'customer.numberOfOrders': 'customer.ordersCount',
  'order.customer.tags': 'customer.tags',
  'customer.tags': 'customer.tags',
  'order.customer.email': 'customer.email',
  'customer.email': 'customer.email',
  'order.customer.firstName': 'customer.firstName',
  'customer.firstName': 'customer.firstName',
  'order.customer.lastName': 'customer.lastName',
  'customer.lastName': 'customer.lastName',
  'product.tags': 'product.tags',
  'product.title': 'product.title',
  'product.vendor': 'product.vendor',
  'product.totalInventory': 'product.stock',
  'product.status': 'product.status',
};
const NUMBERS = new Set(['customer.ordersCount', 'product.stock']);
const LISTS = new Set(['customer.tags', 'product.tags']);

const ORDERED: Readonly<Record<string, string>> = {
  '==': 'is',
  '!=': 'is-not',
  '>': 'more-than',
  '>=': 'at-least',
  '<': 'less-than',
  '<=': 'at-most',
};

/** Reads the field `condition` of a step: a tree as JSON, or a comparison as text. */
export function readCondition(value: string): ReadCondition {
  const tree = jsonOf(value);
  if (isLoose(tree)) return ofTree(tree) ?? { unread: wordsOfTree(tree) };
  return ofText(value.trim()) ?? { unread: value.trim() };
}

/** `(order.customer.numberOfOrders > 3)`, or `(customer.tags any? |t| (t == 'vip'))`. */
function ofText(text: string): ReadCondition | null {
  const plain = /^\(\s*([\w.]+)\s*(==|!=|>=|<=|>|<)\s*('[^']*'|"[^"]*"|-?\d+(?:\.\d+)?)\s*\)$/.exec(text);
  if (plain) return compared(plain[1]!, plain[2]!, plain[3]!.replace(/^['"]|['"]$/g, ''));
  const any = /^\(\s*([\w.]+)\s+any\?\s+\|(\w+)\|\s+\(\s*(\w+)\s*==\s*('[^']*'|"[^"]*")\s*\)\s*\)$/.exec(
    text,
  );
  return any && any[2] === any[3] ? contains(any[1]!, any[4]!.slice(1, -1)) : null;
}

function ofTree(node: Loose): ReadCondition | null {
  const [lhs, rhs] = [loose(node['lhs']), node['rhs']];
  switch (node['operation_type']) {
    case 'LogicalExpression': {
      const parts = [lhs, ...(isLoose(rhs) ? [rhs] : [])].map(ofTree);
      const read = parts.flatMap((part) => (part && 'is' in part ? [part.is] : []));
      // One part that cannot be read leaves all of it open.
      if (read.length !== parts.length) return null;
      if (read.length === 1) return { is: read[0]! };
      if (node['operator'] === 'AND') return { is: { all: read } };
      return node['operator'] === 'OR' ? { is: { any: read } } : null;
    }
    case 'Comparison':
      return compared(textOf(lhs['value']), textOf(node['operator']), textOf(loose(rhs)['value']));
    case 'ArrayExpression': {
      const list = textOf(loose(node['array_path'])['value']);
      const item = textOf(loose(node['array_item_key'])['value']);
      const inside = onlyComparison(loose(node['operation']));
      const isItem = textOf(loose(inside['lhs'])['value']) === item && inside['operator'] === '==';
      return node['operator'] === 'ANY' && isItem
        ? contains(list, textOf(loose(inside['rhs'])['value']))
        : null;
    }
    default:
      return null;
  }
}

/** The comparison in an expression of one part. */
function onlyComparison(node: Loose): Loose {
  for (let at = node, depth = 0; depth < 20; at = loose(at['lhs']), depth += 1)
    if (at['operation_type'] === 'Comparison') return at;
    else if (at['operation_type'] !== 'LogicalExpression' || isLoose(at['rhs'])) return {};
  return {};
}

function contains(path: string, value: string): ReadCondition | null {
  const fact = own(FACTS, path);
  return fact !== undefined && LISTS.has(fact) && value !== ''
    ? { is: { fact, operator: 'contains', value } }
    : null;
}

function compared(path: string, operator: string, value: string): ReadCondition | null {
  const fact = own(FACTS, path);
  if (fact === undefined || LISTS.has(fact)) return null;
  if (operator === 'not_empty_and_not_nil?') return { is: { fact, operator: 'is-set' } };
  const found = own(ORDERED, operator);
  if (found === undefined) return null;
  if (NUMBERS.has(fact)) {
    const number = Number(value);
    return value !== '' && Number.isFinite(number)
      ? { is: { fact, operator: found, value: number } as Condition }
      : null;
  }
  if (found !== 'is' && found !== 'is-not') return null;
  return { is: { fact, operator: found, value: fact === 'product.status' ? value.toLowerCase() : value } };
}

/** A tree in words, for the list of what could not be read. */
function wordsOfTree(node: Loose, depth = 0): string {
  if (depth > 20) return '…';
  const below = (next: unknown) => wordsOfTree(loose(next), depth + 1);
  switch (node['operation_type']) {
    case 'LogicalExpression':
      return isLoose(node['rhs'])
        ? `${below(node['lhs'])} ${textOf(node['operator']).toLowerCase()} ${below(node['rhs'])}`
        : below(node['lhs']);
    case 'Comparison': {
      const [left, right] = [textOf(loose(node['lhs'])['value']), textOf(loose(node['rhs'])['value'])];
      return `${left} ${textOf(node['operator'])}${right === '' ? '' : ` “${right}”`}`;
    }
    case 'ArrayExpression':
      return `${textOf(node['operator']).toLowerCase()} of ${textOf(loose(node['array_path'])['value'])}: ${below(node['operation'])}`;
    default:
      return 'a condition';
  }
}
