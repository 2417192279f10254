/**
 * `MoneyBag`: an amount in the shop's currency and as the shopper saw it. Here both are the same.
 * @param amount as webhooks write it: `"129.00"`
 */
export function moneyBag(amount: string, currencyCode: string) {
  const money = { amount, currencyCode };
  return { shopMoney: money, presentmentMoney: money };
}
