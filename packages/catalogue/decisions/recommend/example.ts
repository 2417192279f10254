import { DAY } from '@millrace/base';
import type { PastOrder } from '../history.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const line = (productId: string, title: string, category: string) => ({ productId, title, category });
const KETTLE = line('p1', 'Kettle', 'Kitchen');
const TEA = line('tea', 'Tea', 'Kitchen');
const ALONE = [line('cup', 'Cup', 'Kitchen'), line('lamp', 'Lamp', 'Home'), line('rug', 'Rug', 'Home')];

/** Orders in which a kettle often comes with tea, and everything else alone. */
export function pastOrders(random: () => number): readonly PastOrder[] {
  return Array.from({ length: 400 }, (_unused, index): PastOrder => {
    const kind = random();
    const lines =
      kind < 0.2 ? [KETTLE, TEA] : kind < 0.3 ? [KETTLE] : [ALONE[Math.floor(random() * ALONE.length)]!];
    return { lines, placedAt: NOW - (index * DAY) / 4 };
  });
}
