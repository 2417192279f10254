/** Every icon there is, by the name a definition uses. A definition names an icon; only this package draws it. */
export const ICON_NAMES = [
  'envelope', 'envelope-open', 'message', 'bell', 'phone-call', 'clock', 'hourglass', 'calendar', 'timer',
  'split', 'branch', 'merge', 'diamond', 'dice', 'flask', 'spark', 'brain', 'tool', 'tag', 'ticket-percent',
  'flag', 'bolt', 'percent', 'gift', 'truck', 'users', 'user', 'user-plus', 'user-x', 'home', 'flows',
  'gallery', 'inbox', 'outbox', 'settings', 'key', 'shield', 'shield-check', 'plug', 'webhook', 'chart',
  'bars', 'funnel', 'trend-up', 'trend-down', 'scale', 'target', 'search', 'filter', 'sort-up', 'sort-down',
  'sort', 'plus', 'minus', 'check', 'check-circle', 'x', 'x-circle', 'warning', 'info', 'help', 'ban',
  'pause', 'play', 'stop', 'undo', 'redo', 'layout', 'list', 'table', 'keyboard', 'sun', 'moon', 'phone',
  'desktop', 'more', 'drag', 'menu', 'sidebar', 'chevron-down', 'chevron-up', 'chevron-left', 'chevron-right',
  'arrow-right', 'arrow-left', 'arrow-down', 'external', 'link', 'copy', 'trash', 'pencil', 'save',
  'download', 'upload', 'history', 'refresh', 'cart', 'bag', 'store', 'box', 'return', 'receipt', 'card',
  'money', 'star', 'heart', 'globe', 'pin', 'eye', 'eye-off', 'lock', 'sign-in', 'sign-out', 'image', 'text',
  'button', 'code', 'database', 'pulse', 'circle', 'dot', 'command', 'zoom-in', 'zoom-out', 'fit', 'document',
  'approve', 'team', 'book', 'snowflake', 'megaphone', 'ticket', 'slack', 'loader',
] as const;

export type IconName = (typeof ICON_NAMES)[number];

export function isIconName(name: string): name is IconName {
  return (ICON_NAMES as readonly string[]).includes(name);
}
