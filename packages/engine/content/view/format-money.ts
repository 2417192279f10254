import { formatMoney as inWords, type Money } from '@millrace/base';

/** Money in the form of the shopper's language. */
export const formatMoney = (money: Money, locale: string): string => inWords(money, { locale });
