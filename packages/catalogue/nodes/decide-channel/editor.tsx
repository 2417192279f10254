import { Button, Icon, IconButton, type ControlProps } from '@millrace/ui';
import { CHANNELS } from '@millrace/channels';
import { formEditor } from '../form-editor.tsx';
import { channelsIn, decideChannel } from './definition.ts';

/** The channels that may be chosen, in the order that counts while too little is known. */
function ChannelsControl({ value, onChange, disabled }: ControlProps) {
  const chosen = channelsIn(value);
  const set = (channels: typeof chosen) => onChange(channels.map(({ id }) => id));
  const moved = (from: number, by: number) => {
    const next = [...chosen];
    const [one] = next.splice(from, 1);
    next.splice(from + by, 0, one!);
    set(next);
  };
  const left = CHANNELS.filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <div className="flex flex-col gap-2.5">
      <ol className="flex flex-col gap-1.5">
        {chosen.map(({ id, title, icon }, place) => (
          <li key={id} className="flex min-h-9 items-center gap-2 rounded-md border border-line pr-1 pl-2.5">
            <Icon name={icon} size={16} className="text-faint" />
            <span className="min-w-0 flex-1 text-14">{title}</span>
            <IconButton
              icon="chevron-up"
              label={`Move ${title} up`}
              size="small"
              disabled={disabled || place === 0}
              onClick={() => moved(place, -1)}
            />
            <IconButton
              icon="chevron-down"
              label={`Move ${title} down`}
              size="small"
              disabled={disabled || place === chosen.length - 1}
              onClick={() => moved(place, 1)}
            />
            <IconButton
              icon="x"
              label={`Remove ${title}`}
              size="small"
              disabled={disabled || chosen.length === 1}
              onClick={() => set(chosen.filter((one) => one.id !== id))}
            />
          </li>
        ))}
      </ol>
      {left.length > 0 ? (
        <div className="flex flex-wrap gap-1.5">
          {left.map((channel) => (
            <Button
              key={channel.id}
              size="small"
              icon="plus"
              disabled={disabled}
              onClick={() => set([...chosen, channel])}
            >
              {channel.title}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

export const DecideChannelEditor = formEditor(decideChannel.config, { channels: ChannelsControl });
