export { classes } from './class-names.ts';
export { ICON_NAMES, isIconName, type IconName } from './icons/names.ts';
export { Icon, type IconProps } from './icons/icon.tsx';

export { Button, buttonLooks, type ButtonProps } from './press/button.tsx';
export { IconButton, type IconButtonProps } from './press/icon-button.tsx';
export { Link, linkLooks, type LinkProps } from './press/link.tsx';

export { Input, type InputProps } from './fields/input.tsx';
export { Textarea, type TextareaProps } from './fields/textarea.tsx';
export { NumberField, type NumberFieldProps } from './fields/number-field.tsx';
export { Select, type Choice, type SelectProps } from './fields/select.tsx';
export { Combobox, type ComboboxProps } from './fields/combobox.tsx';
export { ComboboxMany, type ComboboxManyProps } from './fields/combobox-many.tsx';
export { Checkbox, RadioGroup, Switch, type RadioGroupProps, type ToggleProps } from './fields/toggles.tsx';
export { Field, type FieldProps } from './fields/field.tsx';
export { DurationField, type DurationFieldProps } from './fields/duration-field.tsx';
export {
  asDuration,
  asMilliseconds,
  DURATION_UNITS,
  UNIT_MILLISECONDS,
  type Duration,
  type DurationUnit,
} from './fields/duration.ts';
export { MoneyField, type MoneyFieldProps } from './fields/money-field.tsx';
export { WeekdayField, WEEKDAYS, type WeekdayFieldProps } from './fields/weekday-field.tsx';

export { Dialog, type DialogProps } from './overlays/dialog.tsx';
export { AlertDialog, type AlertDialogProps } from './overlays/alert-dialog.tsx';
export { Drawer, Panel, type DrawerProps, type PanelProps } from './overlays/panel.tsx';
export { Popover, PopoverClose, type PopoverProps } from './overlays/popover.tsx';
export { Menu, type MenuEntry, type MenuProps } from './overlays/menu.tsx';
export { PointMenu, type PointMenuProps } from './overlays/point-menu.tsx';
export { Tooltip, TooltipProvider, type TooltipProps } from './tips/tooltip.tsx';
export { CommandPalette, type CommandPaletteProps } from './overlays/command-palette.tsx';
export type { PaletteEntry } from './overlays/palette-search.ts';
export { toast, Toasts, type ToastExtra } from './overlays/toast.tsx';

export { Badge, StatePill, STATES, type BadgeProps, type StateName } from './show/badge.tsx';
export { Card, type CardProps } from './show/card.tsx';
export { EmptyState, type EmptyStateProps } from './show/empty-state.tsx';
export { Kbd, Keys, type KbdProps } from './tips/kbd.tsx';
export { Money, type MoneyProps } from './show/money.tsx';
export { RelativeTime, TimesOf, type RelativeTimeProps } from './show/relative-time.tsx';
export { absoluteTime, relativeTime } from './show/relative-time.ts';
export { Skeleton } from './show/skeleton.tsx';
export { Stat, type StatProps } from './show/stat.tsx';
export { Tabs, type TabsProps } from './show/tabs.tsx';

export { Table, type Column, type Sort, type TableProps } from './table/table.tsx';
export { Pagination, type PaginationProps } from './table/pagination.tsx';

export { Sparkline, type SparklineProps } from './charts/sparkline.tsx';
export { Interval, verdict, type IntervalProps } from './charts/interval.tsx';
export { Funnel, type FunnelStage } from './charts/funnel.tsx';
export { domainAroundZero, linear } from './charts/scale.ts';

export {
  FAMILY_CLASSES,
  FAMILY_LOOKS,
  FAMILY_NAMES,
  type FamilyLook,
  type FamilyName,
} from './node-card/families.ts';
export { FamilyMark, type FamilyMarkProps } from './node-card/family-mark.tsx';
export { NodeCard, type NodeCardProps } from './node-card/node-card.tsx';

export { SchemaForm, type Control, type SchemaFormProps } from './schema-form/schema-form.tsx';
export { isAsked, readSchema, setAt, type FormField } from './schema-form/read-schema.ts';
export type { ControlProps, FormValue } from './schema-form/types.ts';
