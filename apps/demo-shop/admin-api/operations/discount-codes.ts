import { currencyDecimals } from '@millrace/base';
import { codeKey, type ShopCode } from '../../shop/codes.ts';
import type { Desk, Operations, UserError } from '../desk.ts';

interface CodeInput {
  readonly code?: string | null;
  readonly title?: string | null;
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly usageLimit?: number | null;
  readonly minimumRequirement?: {
    readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: string | null } | null;
    readonly quantity?: { readonly greaterThanOrEqualToQuantity?: string | null } | null;
  } | null;
  readonly customerGets?: {
    readonly items?: { readonly all?: boolean | null } | null;
    readonly value?: {
      readonly percentage?: number | null;
      readonly discountAmount?: { readonly amount?: string | null } | null;
    } | null;
  } | null;
}

type Worth = Pick<ShopCode, 'kind' | 'value'>;

/** Creates discount codes and finds one. */
export const discountCodes: Operations = {
  discountCodeBasicCreate: ({ basicCodeDiscount: input }: { basicCodeDiscount: CodeInput }, desk) =>
    made(input, 'basicCodeDiscount', worthOf(input, desk), desk),
  discountCodeFreeShippingCreate: (
    { freeShippingCodeDiscount: input }: { freeShippingCodeDiscount: CodeInput },
    desk,
  ) => made(input, 'freeShippingCodeDiscount', { kind: 'free-shipping', value: 0 }, desk),
  codeDiscountNodeByCode({ code }: { code: string }, desk) {
    const known = desk.codes[codeKey(code)];
    return known ? nodeOf(known, desk) : null;
  },
};

function made(input: CodeInput, argument: string, worth: Worth | UserError, desk: Desk) {
  const errors = [...problemsOf(input, argument, desk), ...('message' in worth ? [worth] : [])];
  if (errors.length > 0 || 'message' in worth) return { codeDiscountNode: null, userErrors: errors };
  const minimum = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  const code: ShopCode = {
    id: 1_400_000_000_000 + Object.keys(desk.codes).length,
    code: input.code!,
    title: input.title ?? input.code!,
    ...worth,
    minimum: minimum ? minorOf(minimum, desk) : null,
    usageLimit: input.usageLimit ?? null,
    startsAt: input.startsAt ? Date.parse(input.startsAt) : desk.now(),
    endsAt: input.endsAt ? Date.parse(input.endsAt) : null,
    used: 0,
  };
  desk.codes[codeKey(code.code)] = code;
  return { codeDiscountNode: nodeOf(code, desk), userErrors: [] };
}

function problemsOf(input: CodeInput, argument: string, desk: Desk): readonly UserError[] {
  const error = (code: string, field: string, message: string): UserError => ({
    code,
    field: [argument, field],
    message,
  });
  const errors: UserError[] = [];
  if (!input.code?.trim()) errors.push(error('BLANK', 'code', "Code can't be blank"));
  else if (desk.codes[codeKey(input.code)])
    errors.push(error('TAKEN', 'code', 'Code must be unique. Please try a different code.'));
  else if (input.code.length > 255)
    errors.push(error('TOO_LONG', 'code', 'Code is too long (maximum is 255 characters)'));
  if (!input.title?.trim()) errors.push(error('BLANK', 'title', "Title can't be blank"));
  const starts = Date.parse(input.startsAt ?? '');
  const ends = input.endsAt == null ? null : Date.parse(input.endsAt);
  if (Number.isNaN(starts)) errors.push(error('BLANK', 'startsAt', "Starts at can't be blank"));
  else if (ends !== null && !(ends > starts))
    errors.push(error('END_DATE_BEFORE_START_DATE', 'endsAt', 'Ends at needs to be after starts_at'));
  if (input.usageLimit != null && input.usageLimit < 1)
    errors.push(error('GREATER_THAN', 'usageLimit', 'Usage limit must be greater than 0'));
  if (input.minimumRequirement?.quantity && input.minimumRequirement.subtotal)
    errors.push(
      error(
        'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT',
        'minimumRequirement',
        'Minimum subtotal and quantity cannot both be present',
      ),
    );
  return errors;
}

function worthOf({ customerGets }: CodeInput, desk: Desk): Worth | UserError {
  const field = ['basicCodeDiscount', 'customerGets', 'value'];
  const { percentage, discountAmount } = customerGets?.value ?? {};
  if (percentage != null)
    return percentage > 0 && percentage <= 1
      ? { kind: 'percentage', value: percentage * 100 }
      : {
          code: 'VALUE_OUTSIDE_RANGE',
          field: [...field, 'percentage'],
          message: 'Value must be between 0.0 and 1.0',
        };
  const amount = discountAmount?.amount ? minorOf(discountAmount.amount, desk) : 0;
  return amount > 0
    ? { kind: 'amount', value: amount }
    : { code: 'BLANK', field, message: "Value can't be blank" };
}

const minorOf = (decimal: string, { currency }: Desk): number =>
  Math.round(Number(decimal) * 10 ** currencyDecimals(currency));

function nodeOf(code: ShopCode, desk: Desk) {
  const now = desk.now();
  const isOver = code.endsAt !== null && now > code.endsAt;
  return {
    __typename: 'DiscountCodeNode',
    id: `gid://shopify/DiscountCodeNode/${code.id}`,
    codeDiscount: {
      __typename: code.kind === 'free-shipping' ? 'DiscountCodeFreeShipping' : 'DiscountCodeBasic',
      title: code.title,
      status: isOver ? 'EXPIRED' : now < code.startsAt ? 'SCHEDULED' : 'ACTIVE',
      startsAt: new Date(code.startsAt).toISOString(),
      endsAt: code.endsAt === null ? null : new Date(code.endsAt).toISOString(),
      usageLimit: code.usageLimit,
      asyncUsageCount: code.used,
      appliesOncePerCustomer: true,
      codesCount: { count: 1, precision: 'EXACT' },
    },
  };
}
