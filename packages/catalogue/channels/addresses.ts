import { emailAddressSchema, phoneNumberSchema } from '@millrace/base';
import type { z } from 'zod';

/** Where a message can go: a field of the customer, and how it is spoken of, asked for and checked. */
export interface AddressKind {
  /** As in "we do not have their phone number". */
  readonly noun: string;
  /** Type of the field it is written into. */
  readonly input: 'email' | 'tel';
  readonly placeholder: string;
  /** Of an address that somebody writes by hand. */
  readonly schema: z.ZodType<string>;
}

export type AddressField = 'email' | 'phone';

/** By the customer's field. A channel that goes to neither adds its kind of address here, and a field to the customer. */
export const ADDRESSES: Readonly<Record<AddressField, AddressKind>> = {
  email: {
    noun: 'e-mail address',
    input: 'email',
    placeholder: 'you@example.com',
    schema: emailAddressSchema,
  },
  phone: { noun: 'phone number', input: 'tel', placeholder: '+15550100', schema: phoneNumberSchema },
};
