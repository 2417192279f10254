import { z } from 'zod';
import { amount, part, signedAmount, text } from '../reading.ts';

/** Amounts come twice: in the shop's currency, which we count in, and as the shopper saw them. */
const sideOf = (value: typeof amount) => part(z.looseObject({ amount: value, currency_code: text(3) }));
const setOf = (value: typeof amount) =>
  part(z.looseObject({ shop_money: sideOf(value), presentment_money: sideOf(value) }));

export const moneySet = setOf(amount);
export const signedMoneySet = setOf(signedAmount);
export type MoneySet = z.output<typeof moneySet>;

/** The shop's own money, always before the bare figure, which older versions have alone. */
export const inShopMoney = (set: MoneySet, bare?: string): string | undefined =>
  set?.shop_money?.amount ?? bare;
export const shopCurrency = (...sets: readonly MoneySet[]): string | undefined =>
  sets.map((set) => set?.shop_money?.currency_code).find((code) => code !== undefined);
export const shownCurrency = (set: MoneySet): string | undefined =>
  set?.presentment_money?.currency_code?.toUpperCase();
