import { formatMoney as inWords, type Money } from '@millrace/base';

/** Money as a shopper reads it, by the customs of their own language. */
export const formatMoney = (money: Money, locale: string): string => inWords(money, { locale });
