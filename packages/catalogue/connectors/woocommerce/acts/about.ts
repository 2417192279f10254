import { fail } from '@millrace/base';
import type { ActCall } from '../../act.ts';

/** The id of the order that the flow is about. @throws MillraceError input-invalid if the store has sent none */
export const orderOf = ({ about }: ActCall): string => idOr(about.order, 'order');

/** The id of the product that the flow is about. @throws MillraceError input-invalid if the store has sent none */
export const productOf = ({ about }: ActCall): string => idOr(about.product, 'product');

const idOr = (id: string | null, what: string): string =>
  id !== null && /^\d+$/.test(id)
    ? id
    : fail('input-invalid', { problems: `The store has sent nothing about this ${what}`, fields: [] });
