import type { LucideIcon } from 'lucide-react';
import type { IconName } from './names.ts';
import Mail from 'lucide-react/icons/mail';
import MailOpen from 'lucide-react/icons/mail-open';
import MessageSquareText from 'lucide-react/icons/message-square-text';
import Bell from 'lucide-react/icons/bell';
import Phone from 'lucide-react/icons/phone';
import Clock3 from 'lucide-react/icons/clock-3';
import Hourglass from 'lucide-react/icons/hourglass';
import Calendar from 'lucide-react/icons/calendar';
import Timer from 'lucide-react/icons/timer';
import Split from 'lucide-react/icons/split';
import GitBranch from 'lucide-react/icons/git-branch';
import GitMerge from 'lucide-react/icons/git-merge';
import Diamond from 'lucide-react/icons/diamond';
import Dices from 'lucide-react/icons/dices';
import FlaskConical from 'lucide-react/icons/flask-conical';
import Sparkles from 'lucide-react/icons/sparkles';
import Brain from 'lucide-react/icons/brain';
import Wrench from 'lucide-react/icons/wrench';
import Tag from 'lucide-react/icons/tag';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import Flag from 'lucide-react/icons/flag';
import Zap from 'lucide-react/icons/zap';
import Percent from 'lucide-react/icons/percent';
import Gift from 'lucide-react/icons/gift';
import Truck from 'lucide-react/icons/truck';
import Users from 'lucide-react/icons/users';
import User from 'lucide-react/icons/user';
import UserPlus from 'lucide-react/icons/user-plus';
import UserX from 'lucide-react/icons/user-x';
import House from 'lucide-react/icons/house';
import Waypoints from 'lucide-react/icons/waypoints';
import LayoutGrid from 'lucide-react/icons/layout-grid';
import Inbox from 'lucide-react/icons/inbox';
import Send from 'lucide-react/icons/send';
import Settings2 from 'lucide-react/icons/settings-2';
import KeyRound from 'lucide-react/icons/key-round';
import Shield from 'lucide-react/icons/shield';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Plug from 'lucide-react/icons/plug';
import Webhook from 'lucide-react/icons/webhook';
import ChartLine from 'lucide-react/icons/chart-line';
import ChartColumn from 'lucide-react/icons/chart-column';
import ListFilter from 'lucide-react/icons/list-filter';
import TrendingUp from 'lucide-react/icons/trending-up';
import TrendingDown from 'lucide-react/icons/trending-down';
import Scale from 'lucide-react/icons/scale';
import Target from 'lucide-react/icons/target';
import Search from 'lucide-react/icons/search';
import Funnel from 'lucide-react/icons/funnel';
import ArrowUp from 'lucide-react/icons/arrow-up';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import Plus from 'lucide-react/icons/plus';
import Minus from 'lucide-react/icons/minus';
import Check from 'lucide-react/icons/check';
import CircleCheck from 'lucide-react/icons/circle-check';
import X from 'lucide-react/icons/x';
import CircleX from 'lucide-react/icons/circle-x';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Info from 'lucide-react/icons/info';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import Ban from 'lucide-react/icons/ban';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import CircleStop from 'lucide-react/icons/circle-stop';
import Undo2 from 'lucide-react/icons/undo-2';
import Redo2 from 'lucide-react/icons/redo-2';
import Workflow from 'lucide-react/icons/workflow';
import List from 'lucide-react/icons/list';
import Table2 from 'lucide-react/icons/table-2';
import Keyboard from 'lucide-react/icons/keyboard';
import Sun from 'lucide-react/icons/sun';
import Moon from 'lucide-react/icons/moon';
import Smartphone from 'lucide-react/icons/smartphone';
import Monitor from 'lucide-react/icons/monitor';
import Ellipsis from 'lucide-react/icons/ellipsis';
import GripVertical from 'lucide-react/icons/grip-vertical';
import Menu from 'lucide-react/icons/menu';
import PanelLeft from 'lucide-react/icons/panel-left';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import ArrowRight from 'lucide-react/icons/arrow-right';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ExternalLink from 'lucide-react/icons/external-link';
import Link from 'lucide-react/icons/link';
import Copy from 'lucide-react/icons/copy';
import Trash2 from 'lucide-react/icons/trash-2';
import Pencil from 'lucide-react/icons/pencil';
import Save from 'lucide-react/icons/save';
import Download from 'lucide-react/icons/download';
import Upload from 'lucide-react/icons/upload';
import History from 'lucide-react/icons/history';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import ShoppingCart from 'lucide-react/icons/shopping-cart';
import ShoppingBag from 'lucide-react/icons/shopping-bag';
import Store from 'lucide-react/icons/store';
import Package from 'lucide-react/icons/package';
import PackageOpen from 'lucide-react/icons/package-open';
import Receipt from 'lucide-react/icons/receipt';
import CreditCard from 'lucide-react/icons/credit-card';
import Banknote from 'lucide-react/icons/banknote';
import Star from 'lucide-react/icons/star';
import Heart from 'lucide-react/icons/heart';
import Globe from 'lucide-react/icons/globe';
import MapPin from 'lucide-react/icons/map-pin';
import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import Lock from 'lucide-react/icons/lock';
import LogIn from 'lucide-react/icons/log-in';
import LogOut from 'lucide-react/icons/log-out';
import Image from 'lucide-react/icons/image';
import Type from 'lucide-react/icons/type';
import RectangleHorizontal from 'lucide-react/icons/rectangle-horizontal';
import CodeXml from 'lucide-react/icons/code-xml';
import Database from 'lucide-react/icons/database';
import Activity from 'lucide-react/icons/activity';
import Circle from 'lucide-react/icons/circle';
import CircleDot from 'lucide-react/icons/circle-dot';
import Command from 'lucide-react/icons/command';
import ZoomIn from 'lucide-react/icons/zoom-in';
import ZoomOut from 'lucide-react/icons/zoom-out';
import Maximize from 'lucide-react/icons/maximize';
import FileText from 'lucide-react/icons/file-text';
import Stamp from 'lucide-react/icons/stamp';
import UsersRound from 'lucide-react/icons/users-round';
import BookOpen from 'lucide-react/icons/book-open';
import Scissors from 'lucide-react/icons/scissors';
import StickyNote from 'lucide-react/icons/sticky-note';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Snowflake from 'lucide-react/icons/snowflake';
import Megaphone from 'lucide-react/icons/megaphone';
import Ticket from 'lucide-react/icons/ticket';
import Hash from 'lucide-react/icons/hash';
import LoaderCircle from 'lucide-react/icons/loader-circle';

/** The drawings by name. Each icon is imported singly, so that a page does not load the whole set. */
export const DRAWINGS: Readonly<Record<IconName, LucideIcon>> = {
  envelope: Mail,
  'envelope-open': MailOpen,
  message: MessageSquareText,
  bell: Bell,
  'phone-call': Phone,
  clock: Clock3,
  hourglass: Hourglass,
  calendar: Calendar,
  timer: Timer,
  split: Split,
  branch: GitBranch,
  merge: GitMerge,
  diamond: Diamond,
  dice: Dices,
  flask: FlaskConical,
  spark: Sparkles,
  brain: Brain,
  tool: Wrench,
  tag: Tag,
  'ticket-percent': TicketPercent,
  flag: Flag,
  bolt: Zap,
  percent: Percent,
  gift: Gift,
  truck: Truck,
  users: Users,
  user: User,
  'user-plus': UserPlus,
  'user-x': UserX,
  home: House,
  flows: Waypoints,
  gallery: LayoutGrid,
  inbox: Inbox,
  send: Send,
  settings: Settings2,
  key: KeyRound,
  shield: Shield,
  'shield-check': ShieldCheck,
  plug: Plug,
  webhook: Webhook,
  chart: ChartLine,
  bars: ChartColumn,
  funnel: ListFilter,
  'trend-up': TrendingUp,
  'trend-down': TrendingDown,
  scale: Scale,
  target: Target,
  search: Search,
  filter: Funnel,
  'sort-up': ArrowUp,
  'sort-down': ArrowDown,
  sort: ChevronsUpDown,
  plus: Plus,
  minus: Minus,
  check: Check,
  'check-circle': CircleCheck,
  x: X,
  'x-circle': CircleX,
  warning: TriangleAlert,
  info: Info,
  help: CircleQuestionMark,
  ban: Ban,
  pause: Pause,
  play: Play,
  stop: CircleStop,
  undo: Undo2,
  redo: Redo2,
  layout: Workflow,
  list: List,
  table: Table2,
  keyboard: Keyboard,
  sun: Sun,
  moon: Moon,
  phone: Smartphone,
  desktop: Monitor,
  more: Ellipsis,
  drag: GripVertical,
  menu: Menu,
  sidebar: PanelLeft,
  'chevron-down': ChevronDown,
  'chevron-up': ChevronUp,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'arrow-right': ArrowRight,
  'arrow-left': ArrowLeft,
  'arrow-down': ArrowDown,
  external: ExternalLink,
  link: Link,
  copy: Copy,
  trash: Trash2,
  pencil: Pencil,
  save: Save,
  download: Download,
  upload: Upload,
  history: History,
  refresh: RefreshCw,
  cart: ShoppingCart,
  bag: ShoppingBag,
  store: Store,
  box: Package,
  return: PackageOpen,
  receipt: Receipt,
  card: CreditCard,
  money: Banknote,
  star: Star,
  heart: Heart,
  globe: Globe,
  pin: MapPin,
  eye: Eye,
  'eye-off': EyeOff,
  lock: Lock,
  'sign-in': LogIn,
  'sign-out': LogOut,
  image: Image,
  text: Type,
  button: RectangleHorizontal,
  code: CodeXml,
  database: Database,
  pulse: Activity,
  circle: Circle,
  'circle-dashed': CircleDashed,
  dot: CircleDot,
  command: Command,
  'zoom-in': ZoomIn,
  'zoom-out': ZoomOut,
  fit: Maximize,
  document: FileText,
  note: StickyNote,
  cut: Scissors,
  paste: ClipboardPaste,
  approve: Stamp,
  team: UsersRound,
  book: BookOpen,
  snowflake: Snowflake,
  megaphone: Megaphone,
  ticket: Ticket,
  hash: Hash,
  loader: LoaderCircle,
};
