export { CLASS_IDS, isTicketClass, TICKET_CLASSES, type TicketClass } from './classes.ts';
export { factsOfTicket, scoreTicket, type TicketScore } from './score.ts';
export { ticketClassModel } from './model.ts';
