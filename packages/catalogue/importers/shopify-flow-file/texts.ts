import { own } from '@millrace/base';
import type { ReadText } from '../draft.ts';

const NAMES: Readonly<Record<string, string>> = {
  'order.name': 'order.number',
  'order.customer.firstName': 'customer.firstName',
  'order.customer.lastName': 'customer.lastName',
  'order.customer.email': 'customer.email',
  'customer.firstName': 'customer.firstName',
  'customer.lastName': 'customer.lastName',
  'customer.email': 'customer.email',
  'product.title': 'product.title',
  'shop.name': 'store.name',
};

/** A text with the placeholders of this product, and the tags that have no equal and stay as they are. */
export function readText(given: string): ReadText {
  const unknown: string[] = [];
  const text = given.replace(/\{\{-?\s*([^{}]*?)\s*-?\}\}|\{%[^{}]*%\}/g, (tag: string, path?: string) => {
    const name = path === undefined ? undefined : own(NAMES, path);
    if (name === undefined) unknown.push(tag);
    return name === undefined ? tag : `{{ ${name} }}`;
  });
  return { text, unknown };
}
