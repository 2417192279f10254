import { emailAddressSchema, phoneNumberSchema } from '@millrace/base';
import type { z } from 'zod';

/** A kind of address: its name, its input field and its check. */
export interface AddressKind {
  /** As in "their phone number is not valid". */
  readonly noun: string;
  /** Why a message without one is not sent: "Not sent: **we do not have their phone number**." */
  readonly missing: string;
  /**
   * `one`: a text that people know, and that can be suppressed. `devices`: nobody knows or types it; a person has any
   * number, each message goes to all of them, and the field of the customer names them in words. The engine keeps
   * them, and forgets each that takes nothing any more.
   */
  readonly form: 'one' | 'devices';
  /** Name of the field in which somebody says where a test goes. */
  readonly testTo: string;
  /** Type of the HTML input. */
  readonly input: 'email' | 'tel';
  readonly placeholder: string;
  /** Checks what is typed in: an address, or for devices the e-mail address of the customer whose they are. */
  readonly schema: z.ZodType<string>;
}

export type AddressField = 'email' | 'phone' | 'browsers';

/**
 * Kinds of address by field of the customer. A channel with another kind adds it here, and a field to the
 * customer.
 */
export const ADDRESSES: Readonly<Record<AddressField, AddressKind>> = {
  email: {
    noun: 'e-mail address',
    missing: 'we do not have their e-mail address',
    form: 'one',
    testTo: 'E-mail address',
    input: 'email',
    placeholder: 'you@example.com',
    schema: emailAddressSchema,
  },
  phone: {
    noun: 'phone number',
    missing: 'we do not have their phone number',
    form: 'one',
    testTo: 'Phone number',
    input: 'tel',
    placeholder: '+15550100',
    schema: phoneNumberSchema,
  },
  browsers: {
    noun: 'browser',
    missing: 'no browser of theirs shows notifications',
    form: 'devices',
    testTo: 'E-mail address of the customer whose browsers show it',
    input: 'email',
    placeholder: 'you@example.com',
    schema: emailAddressSchema,
  },
};

/** The fields with an address that people know and type in. */
export type TypedAddressField = Exclude<AddressField, 'browsers'>;

/** Whether a channel with this kind of address reaches devices, whose addresses the engine keeps. */
export const reachesDevices = (field: AddressField): field is Exclude<AddressField, TypedAddressField> =>
  ADDRESSES[field].form === 'devices';
