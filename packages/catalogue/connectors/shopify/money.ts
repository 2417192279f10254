import { z } from 'zod';
import { amount, part, signedAmount, text } from '../reading.ts';

/** Amounts come in two currencies: the shop's, in which Millrace counts, and the one the shopper saw. */
const sideOf = (value: typeof amount) => part(z.looseObject({ amount: value, currency_code: text(3) }));
const setOf = (value: typeof amount) =>
  part(z.looseObject({ shop_money: sideOf(value), presentment_money: sideOf(value) }));

export const moneySet = setOf(amount);
export const signedMoneySet = setOf(signedAmount);
export type MoneySet = z.output<typeof moneySet>;

/** The amount in the shop's currency; the single amount only if there is no pair, as in older versions. */
export const inShopMoney = (set: MoneySet, bare?: string): string | undefined =>
  set?.shop_money?.amount ?? bare;
export const shopCurrency = (...sets: readonly MoneySet[]): string | undefined =>
  sets.map((set) => set?.shop_money?.currency_code).find((code) => code !== undefined);
export const shownCurrency = (set: MoneySet): string | undefined =>
  set?.presentment_money?.currency_code?.toUpperCase();
