import type { Row } from './product.ts';

export const CAMP_KITCHEN: readonly Row[] = [
  ['skillet-26', 'Spun-iron skillet 26 cm', 8_900, 4_180, 52, null, 1_350, 'pan', ['#33363a', '#c98a4b'], 1.3, 'Half the weight of cast iron, seasoned with flax oil, handle bolts off for the pack.'],
  ['skillet-20', 'Spun-iron skillet 20 cm', 6_900, 3_150, 68, null, 890, 'pan', ['#33363a', '#b5482f'], 1.1, 'Two eggs, or one very serious one.'],
  ['nesting-pots', 'Nesting pots, 1 l and 2 l', 7_900, 3_480, 58, null, 920, 'pot', ['#9aa3a7', '#2f5d50'], 1.1, 'The lid of one is the frying pan of the other.'],
  ['dutch-oven', 'Fire-pit oven 3.5 l', 12_900, 6_700, 28, null, 5_200, 'pot', ['#2d2a2e', '#b5482f'], 0.7, 'Three legs, a lid with a rim for coals, a bread that surprises everyone.'],
  ['twig-stove', 'Folding twig stove', 5_600, 2_300, 74, null, 430, 'stove', ['#7a7f84', '#d46a3c'], 1, 'Burns what is lying around. Flat as a book when cold.'],
  ['tripod', 'Hanging tripod with chain', 6_400, 2_760, 40, null, 1_600, 'bundle', ['#33363a', '#9aa3a7'], 0.6, 'Hang a kettle, hang a pot, hang wet socks.'],
  ['board-maple', 'Rock-maple camp board', 3_600, 1_420, 90, null, 520, 'board', ['#d2a56d', '#8c5a3c'], 0.9, 'A knife slot in the side and a hole to hang it by.'],
  ['knife-galley', 'Galley knife 12 cm, beech', 4_800, 2_180, 66, null, 130, 'blade', ['#b8bfc2', '#8c5a3c'], 1, 'Carbon steel that takes an edge on a mug bottom.'],
  ['ladle-hook', 'Ladle with a hook', 2_200, 780, 120, null, 170, 'spoon', ['#9aa3a7', '#3a2f35'], 0.7, 'Stays on the rim instead of in the soup.'],
  ['waxed-roll', 'Waxed tool roll', 5_400, 2_260, 46, null, 380, 'cloth', ['#6b5b3e', '#c98a4b'], 0.7, 'Six pockets, brass buckle, smells of a boat shed.'],
];

export const FIRE: readonly Row[] = [
  ['fatwood', 'Fatwood kindling 1 kg', 1_500, 520, 240, 30, 1_050, 'bundle', ['#b9772f', '#8c5a3c'], 1.5, 'Resin-heavy pine that lights wet. Thirty fires a bundle, if you are stingy.'],
  ['storm-matches', 'Storm matches, three tins', 1_200, 390, 330, 60, 120, 'tin', ['#b5482f', '#f3efe4'], 1.6, 'Burn for twelve seconds, in the wind, upside down.'],
  ['lantern-oil', 'Deck lantern, brass', 9_800, 4_700, 34, null, 1_100, 'lantern', ['#c99a3b', '#f7e3b0'], 0.9, 'A flat-wick lantern that has not needed changing since 1911.'],
  ['lamp-oil', 'Clean lamp oil 1 l', 1_900, 730, 160, 40, 900, 'bottle', ['#e0c46c', '#7a7f84'], 1.1, 'No soot, no smell, about forty hours of light.'],
  ['candle-beeswax', 'Beeswax tapers, six', 2_400, 1_050, 140, 36, 420, 'bundle', ['#e3b448', '#f7e3b0'], 1.1, 'From hives in Washington County. Eight hours each.'],
  ['candle-tin', 'Balsam candle in a tin', 2_200, 820, 170, 28, 320, 'tin', ['#2f5d50', '#e6e2d3'], 1.2, 'Smells like the inside of a woodshed, in the good way.'],
  ['headlamp', 'Warm headlamp', 4_900, 2_350, 80, null, 95, 'lantern', ['#d46a3c', '#f7e3b0'], 0.9, 'Amber light that does not wake the tent.'],
  ['hatchet', 'Kindling hatchet', 8_400, 4_050, 36, null, 780, 'blade', ['#7a7f84', '#c9a36b'], 0.7, 'Hickory handle, leather mask, made in a forge with a dog.'],
];
