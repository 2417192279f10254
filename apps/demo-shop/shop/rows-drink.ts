import type { Row } from './product.ts';

export const COFFEE: readonly Row[] = [
  ['ledge-light', 'Ledge Light, whole bean 340 g', 1_950, 880, 240, 17, 360, 'bag', ['#c98a4b', '#f2d9a8'], 2.2, 'A washed Ethiopian that tastes of apricot and black tea. Roasted on Tuesdays.'],
  ['harbor-fog', 'Harbor Fog, whole bean 340 g', 1_850, 810, 310, 17, 360, 'bag', ['#5d7480', '#d7e0e2'], 2.6, 'Our everyday coffee: cocoa, toasted walnut, forgiving over a wood fire.'],
  ['night-ferry', 'Night Ferry dark roast, whole bean 340 g', 1_850, 790, 205, 17, 360, 'bag', ['#3a2f35', '#b08968'], 1.8, 'Dark, not burnt. Made for milk, moka pots and people who get up at four.'],
  ['spruce-and-salt', 'Spruce & Salt, winter blend 340 g', 2_150, 960, 90, 17, 360, 'bag', ['#2f5d50', '#e6e2d3'], 1.2, 'The cold-weather blend: molasses, orange peel, a little smoke.'],
  ['sleepers-decaf', 'Sleepers, sugar-cane decaf 340 g', 2_050, 940, 110, 17, 360, 'bag', ['#8a6f9e', '#ece3f0'], 1, 'Decaffeinated with sugar cane in Huila. You would not know.'],
  ['field-instant', 'Field Instant, ten sachets', 1_600, 610, 400, 10, 70, 'box', ['#d46a3c', '#f7e3cf'], 1.7, 'Freeze-dried specialty coffee for summits and delayed trains. Hot water, count to ten.'],
  ['cowboy-bags', 'Steep bags, twelve cups', 1_900, 760, 260, 12, 150, 'box', ['#8c5a3c', '#f0d8bd'], 1.4, 'Fresh-ground coffee in compostable steeping bags. Four minutes and no filter to carry.'],
  ['two-pound-fog', 'Harbor Fog, cabin bag 900 g', 4_300, 2_050, 75, 45, 930, 'bag', ['#5d7480', '#f2d9a8'], 0.9, 'For houses with guests. A zip that still works at the bottom of the bag.'],
  ['roast-trio', 'Roaster’s Trio, three by 120 g', 2_700, 1_240, 95, 18, 400, 'box', ['#c98a4b', '#3a2f35'], 1, 'Light, everyday and dark, to find out which morning person you are.'],
];

export const BREWING: readonly Row[] = [
  ['dripper-no-2', 'Dripper No. 2, enamelled steel', 2_900, 1_130, 120, null, 260, 'cone', ['#e9e4d8', '#2f5d50'], 1.4, 'Ribbed inside so the bed drains evenly. Survives being sat on.'],
  ['paper-cones', 'Unbleached paper cones, 100', 900, 310, 520, 50, 180, 'box', ['#cbb08a', '#f5ead7'], 2.1, 'Long-fibre paper that does not taste of paper.'],
  ['linen-sock', 'Linen coffee sock, pair', 1_800, 640, 85, 120, 60, 'cloth', ['#d9cfbb', '#8c5a3c'], 0.7, 'The oldest filter there is. Rinse, boil on Sundays, replace in spring and autumn.'],
  ['gooseneck-900', 'Gooseneck field kettle 0.9 l', 7_400, 3_330, 60, null, 640, 'kettle', ['#2f5d50', '#c98a4b'], 1.5, 'Pours like a kitchen kettle, hangs from a tripod. Copper bail, enamel over steel.'],
  ['hand-mill', 'Tern hand mill, steel burrs', 11_900, 5_950, 45, null, 560, 'grinder', ['#4a4e52', '#c98a4b'], 1.3, 'Forty turns a cup, 38 mm burrs, folds to the size of a torch.'],
  ['moka-three', 'Moka pot, three cups', 3_900, 1_680, 70, null, 480, 'kettle', ['#9aa3a7', '#3a2f35'], 0.9, 'Cast, not spun, so it sits flat on a grate.'],
  ['trail-press', 'Trail press 0.5 l', 4_500, 1_890, 88, null, 310, 'press', ['#b5482f', '#e9e4d8'], 1.2, 'A press inside an insulated mug. Drink from what you brewed in.'],
  ['scale-pocket', 'Pocket scale with timer', 5_200, 2_500, 54, null, 190, 'box', ['#3a2f35', '#9aa3a7'], 0.7, 'Tenths of a gram, splash-proof, runs on one AAA for a year.'],
  ['thermo-flask', 'Long-watch flask 1 l', 5_900, 2_480, 96, null, 610, 'bottle', ['#2b4a5e', '#c98a4b'], 1.3, 'Hot at four in the afternoon if you filled it at five in the morning.'],
];

export const MUGS: readonly Row[] = [
  ['mug-tern', 'Enamel mug, tern white', 1_700, 560, 300, null, 190, 'mug', ['#f3efe4', '#2b4a5e'], 2.4, 'Rolled steel rim, two coats of enamel, a tern on the bottom for the last sip.'],
  ['mug-spruce', 'Enamel mug, spruce', 1_700, 560, 260, null, 190, 'mug', ['#2f5d50', '#f3efe4'], 1.9, 'The green one. It always disappears first.'],
  ['mug-rust', 'Enamel mug, rust', 1_700, 560, 180, null, 190, 'mug', ['#b5482f', '#f3efe4'], 1.5, 'Chips will come. They suit it.'],
  ['mug-set-four', 'Four mugs in a mesh bag', 5_800, 2_120, 65, null, 820, 'mug', ['#d9a441', '#2f5d50'], 1.1, 'One of each colour, so nobody argues about whose is whose.'],
  ['cup-stone', 'Stoneware cup, thrown in Maine', 3_400, 1_700, 40, null, 340, 'mug', ['#a3927c', '#4a4e52'], 0.8, 'Thrown by two potters in Union, Maine. No two the same height.'],
  ['bowl-deep', 'Deep enamel bowl', 1_900, 640, 150, null, 240, 'bowl', ['#2b4a5e', '#f3efe4'], 1, 'Porridge, chowder, shaving water.'],
  ['plate-pair', 'Enamel plates, pair', 2_800, 960, 110, null, 460, 'bowl', ['#e9e4d8', '#b5482f'], 0.8, 'A lip high enough for beans.'],
  ['spork-ash', 'Ash-wood spoon & fork', 1_400, 430, 210, null, 40, 'spoon', ['#c9a36b', '#8c5a3c'], 1.2, 'Cut from offcuts of oar makers.'],
  ['linen-napkins', 'Heavy linen napkins, four', 3_200, 1_220, 72, null, 220, 'cloth', ['#8aa39b', '#e6e2d3'], 0.6, 'Also a towel, a pot holder, a sling.'],
];
