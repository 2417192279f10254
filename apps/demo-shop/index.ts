export { SHOP } from './shop/shop.ts';
export { runShop, type RunningShop, type ShopOptions } from './run-shop.ts';
export type { Settings } from './settings.ts';
