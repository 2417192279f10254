'use client';
import { countedTouches, type CountedTouch } from '@millrace/channels';
import type { FlowSettings } from '@millrace/flow';
import { NumberField } from '@millrace/ui';
import { Fragment } from 'react';

type Hours = FlowSettings['attribution'];

const DONE: Readonly<Record<CountedTouch['touch'], string>> = {
  opened: 'was opened',
  clicked: 'was clicked',
  delivered: 'arrived',
};

/** Attribution windows in hours: one field for each touch that counts on a channel. */
export function AttributionHours({
  value,
  onChange,
  disabled,
}: {
  value: Hours;
  onChange: (value: Hours) => void;
  disabled: boolean;
}) {
  const set = ({ channel, touch }: CountedTouch, hours: number) =>
    onChange({ ...value, [channel.id]: { ...value[channel.id], [touch]: hours } });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-2 text-13 text-soft">
      {countedTouches(value).map((counted) => {
        const { channel, touch, hours } = counted;
        return (
          <Fragment key={`${channel.id}/${touch}`}>
            <span>
              after {channel.noun} {DONE[touch]}
            </span>
            <NumberField
              aria-label={`Hours after ${channel.words.one} ${DONE[touch]}`}
              value={hours}
              onValueChange={(next) => next !== null && set(counted, next)}
              min={touch === 'delivered' ? 0 : 1}
              max={1440}
              unit="h"
              disabled={disabled}
            />
          </Fragment>
        );
      })}
    </div>
  );
}
