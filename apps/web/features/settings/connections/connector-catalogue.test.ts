import { CONNECTORS } from '@millrace/connectors';
import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import { expect, it } from 'vitest';
import { isAble } from './connector-catalogue.tsx';

it('finds systems by what they can do', () => {
  for (const { id } of ACT_CAPABILITIES) {
    const able = CONNECTORS.filter((kind) => isAble(kind, id));
    expect(
      able.map((kind) => kind.id),
      id,
    ).toEqual(CONNECTORS.filter(({ acts }) => acts?.[id] !== undefined).map((kind) => kind.id));
  }
});
