'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { listItemLooks, listLooks } from './looks.ts';
import type { Choice } from './select.tsx';

/** The list of options below a combobox. */
export function ComboboxList({ nothing, note }: { nothing: string; note?: string | undefined }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50">
        <Base.Popup className={classes(listLooks, 'max-w-90')}>
          <Base.Empty className="px-2 text-12 text-faint not-empty:py-2">{nothing}</Base.Empty>
          <Base.List>
            {(option: Choice) => (
              <Base.Item
                key={option.value}
                value={option}
                disabled={option.disabled ?? false}
                className={listItemLooks}
              >
                <Option option={option} />
              </Base.Item>
            )}
          </Base.List>
          {note ? (
            <p className="sticky -bottom-1 -mx-1 -mb-1 border-t border-line bg-raised px-3 py-2 text-12 text-pretty text-faint">
              {note}
            </p>
          ) : null}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Option({ option }: { option: Choice }) {
  return (
    <>
      {option.image ? (
        <img
          src={option.image}
          alt=""
          loading="lazy"
          className="size-6 shrink-0 rounded-sm bg-sunken object-cover"
        />
      ) : null}
      {option.icon ? <Icon name={option.icon} size={14} className="text-soft" /> : null}
      <span className="min-w-0 flex-1 break-words">
        {option.label}
        {option.help ? <span className="block text-12 text-faint">{option.help}</span> : null}
      </span>
      {option.aside ? <span className="shrink-0 text-12 text-faint tabular">{option.aside}</span> : null}
      <Base.ItemIndicator>
        <Icon name="check" size={14} className="text-river" />
      </Base.ItemIndicator>
    </>
  );
}
