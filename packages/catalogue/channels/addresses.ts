import { emailAddressSchema, phoneNumberSchema } from '@millrace/base';
import type { z } from 'zod';

/** A kind of address: its name, its input field and its check. */
export interface AddressKind {
  /** As in "we do not have their phone number". */
  readonly noun: string;
  /** Type of the HTML input. */
  readonly input: 'email' | 'tel';
  readonly placeholder: string;
  /** Checks an address that is typed in. */
  readonly schema: z.ZodType<string>;
}

export type AddressField = 'email' | 'phone';

/**
 * Kinds of address by field of the customer. A channel with another kind adds it here, and a field to the
 * customer.
 */
export const ADDRESSES: Readonly<Record<AddressField, AddressKind>> = {
  email: {
    noun: 'e-mail address',
    input: 'email',
    placeholder: 'you@example.com',
    schema: emailAddressSchema,
  },
  phone: { noun: 'phone number', input: 'tel', placeholder: '+15550100', schema: phoneNumberSchema },
};
