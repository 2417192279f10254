import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { campaignPause } from './definition.ts';

test('pauses campaigns, or lets them run again', () => {
  expect(arriveAt(campaignPause, { do: 'pause', campaigns: 'Mugs', note: 'x' })).toMatchObject({
    call: { capability: 'pause-campaign', input: { do: 'pause', campaigns: 'Mugs', note: 'x' } },
    sentence: 'Will pause campaigns.',
  });
  expect(campaignPause.sentence({ do: 'pause' })).toBe('Pause campaigns for the product');
  expect(campaignPause.sentence({ do: 'resume', campaigns: 'Mugs' })).toBe('Let Mugs run again');
  expect(campaignPause.ports({ do: 'resume' })[0]?.label).toBe('Running again');
});
