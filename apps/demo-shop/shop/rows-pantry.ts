import type { Row } from './product.ts';

export const PANTRY: readonly Row[] = [
  ['oat-pot', 'Blueberry porridge, five pots', 1_750, 720, 230, 5, 420, 'box', ['#55608f', '#e6e2f0'], 1.4, 'Rolled oats, wild blueberries, a pinch of salt. Add hot water and patience.'],
  ['maple-dark', 'Dark maple syrup 350 ml', 2_300, 1_180, 150, 30, 620, 'bottle', ['#7b3f1d', '#d9a441'], 1.5, 'Late-season sap, the colour of the kettle.'],
  ['kelp-salt', 'Smoked kelp salt', 1_300, 460, 190, 60, 140, 'jar', ['#5a6f5a', '#e6e2d3'], 1.2, 'For eggs, mostly. Then for everything.'],
  ['bean-chili', 'Campfire chili mix, two', 1_600, 640, 170, 7, 460, 'bag', ['#b5482f', '#f0d8bd'], 1, 'Three beans, one pot, twenty minutes.'],
  ['chowder-base', 'Chowder base, three sachets', 1_500, 590, 140, 9, 210, 'bag', ['#8aa3b5', '#f3efe4'], 0.9, 'You bring the fish.'],
  ['ginger-chews', 'Ginger & molasses chews', 900, 320, 280, 8, 130, 'tin', ['#c98a4b', '#3a2f35'], 1.4, 'For the crossing.'],
  ['hot-chocolate', 'Drinking chocolate 72 %', 1_850, 830, 180, 16, 300, 'tin', ['#4b2e2a', '#d9a441'], 1.5, 'Chips, not powder. Melts into milk or into an evening.'],
  ['sourdough-kit', 'Dried sourdough, named Agnes', 1_400, 380, 95, null, 60, 'jar', ['#e0d2b4', '#8c5a3c'], 0.6, 'Forty years old, wakes up in three days, needs feeding like a cat.'],
];

export const CARE: readonly Row[] = [
  ['season-wax', 'Iron seasoning wax', 1_600, 540, 160, 90, 110, 'tin', ['#d9a441', '#33363a'], 1.3, 'Flax and beeswax. Wipe on, heat, admire.'],
  ['pan-brush', 'Tampico pan brush', 1_500, 500, 130, 150, 120, 'brush', ['#c9a36b', '#8c5a3c'], 1, 'Stiff enough for egg, kind to the seasoning.'],
  ['camp-soap', 'Pine-tar dish soap bar', 1_100, 370, 220, 35, 150, 'box', ['#3f5a4a', '#d7c9a0'], 1.3, 'Washes pots, hands and dogs. Breaks down in soil.'],
  ['canvas-wax', 'Canvas wax', 1_700, 610, 110, 180, 130, 'tin', ['#6b5b3e', '#e6e2d3'], 0.7, 'For tool rolls, tents and elderly jackets.'],
  ['descaler', 'Citrus descaler, six doses', 1_250, 400, 150, 90, 200, 'bag', ['#e3b448', '#f3efe4'], 0.9, 'For kettles that live with hard water.'],
  ['sharpening-stone', 'Pocket whetstone', 2_600, 1_090, 75, null, 210, 'board', ['#7a8a93', '#c9a36b'], 0.8, 'Coarse on one side, patient on the other.'],
  ['mill-brush', 'Mill brush & burr oil', 1_450, 520, 100, 120, 80, 'brush', ['#4a4e52', '#e9e4d8'], 0.8, 'Five minutes a month, and the mill outlives you.'],
];
