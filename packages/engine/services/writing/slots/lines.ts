/** A way to begin a message, as a pattern with placeholders. */
export interface SlotLine {
  /** The angle, in the words of the screen. */
  readonly angle: string;
  /** The first line: a subject, a title, or the text of a short message. */
  readonly opening: string;
  /** A sentence for the body of messages that have one. */
  readonly body: string;
  /** Placeholders without which the line would say nothing. Those with a default are not listed. */
  readonly needs: readonly string[];
}

export const SLOT_LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type SlotLanguage = (typeof SLOT_LANGUAGES)[number];

/** Most specific first: a line about the cart says more than one about the shop. Every line passes the guard as it is. */
export const SLOT_LINES: Readonly<Record<SlotLanguage, readonly SlotLine[]>> = {
  en: [
    {
      angle: 'Plain',
      opening: 'Your cart at {{ store.name }}',
      body: 'You left {{ cart.firstTitle | default: "something" }} in your cart at {{ store.name }}. It is still there.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Question',
      opening: 'Still thinking about {{ cart.firstTitle | default: "your cart" }}?',
      body: 'If something held you up, reply to this message and we will help.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Benefit',
      opening: 'We kept {{ cart.firstTitle | default: "your cart" }} for you',
      body: 'Everything is as you left it, so you can go on where you stopped.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hello" }}, your cart is still here',
      body: 'Hi {{ customer.firstName | default: "there" }}, have another look at {{ cart.firstTitle | default: "your cart" }} when it suits you.',
      needs: ['cart.firstTitle', 'customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'About your order {{ order.number | default: "" }}',
      body: 'Thank you for your order {{ order.number | default: "" }} at {{ store.name }}.',
      needs: ['order.number'],
    },
    {
      angle: 'Question',
      opening: 'How do you like your order?',
      body: 'We would like to hear how it is. Reply to this message.',
      needs: ['order.number'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hello" }}, about your order',
      body: 'Hi {{ customer.firstName | default: "there" }}, here is what you should know about your order {{ order.number | default: "" }}.',
      needs: ['order.number', 'customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: '{{ product.title | default: "News" }} at {{ store.name }}',
      body: 'Here is {{ product.title | default: "the product" }} at {{ store.name }}.',
      needs: ['product.title'],
    },
    {
      angle: 'Question',
      opening: 'Have you seen {{ product.title | default: "this" }}?',
      body: 'Have a look at {{ product.title | default: "it" }} and tell us what you think.',
      needs: ['product.title'],
    },
    {
      angle: 'Benefit',
      opening: '{{ discount.label }} for you',
      body: 'Your code {{ discount.code }} gives you {{ discount.label }}.',
      needs: ['discount.label', 'discount.code'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hello" }}, a note from {{ store.name }}',
      body: 'Hi {{ customer.firstName | default: "there" }}, this is {{ store.name }} with a short note for you.',
      needs: ['customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'News from {{ store.name }}',
      body: 'Here is what is new at {{ store.name }}.',
      needs: [],
    },
    {
      angle: 'Question',
      opening: 'May we show you something?',
      body: 'We thought of you when we chose it. Have a look.',
      needs: [],
    },
    {
      angle: 'Short',
      opening: 'A short note from {{ store.name }}',
      body: 'Just a short note from {{ store.name }}. Reply if we can help.',
      needs: [],
    },
  ],
  de: [
    {
      angle: 'Plain',
      opening: 'Dein Warenkorb bei {{ store.name }}',
      body: 'Du hast {{ cart.firstTitle | default: "etwas" }} bei {{ store.name }} im Warenkorb gelassen. Es ist noch da.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Question',
      opening: 'Denkst du noch über {{ cart.firstTitle | default: "deinen Warenkorb" }} nach?',
      body: 'Wenn dich etwas aufgehalten hat, antworte auf diese Nachricht, und wir helfen dir.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Benefit',
      opening: 'Wir haben {{ cart.firstTitle | default: "deinen Warenkorb" }} aufgehoben',
      body: 'Alles ist, wie du es gelassen hast. Du kannst weitermachen, wo du aufgehört hast.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hallo" }}, dein Warenkorb ist noch da',
      body: 'Hallo {{ customer.firstName | default: "du" }}, sieh dir {{ cart.firstTitle | default: "deinen Warenkorb" }} noch einmal an, wenn du Zeit hast.',
      needs: ['cart.firstTitle', 'customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'Zu deiner Bestellung {{ order.number | default: "" }}',
      body: 'Danke für deine Bestellung {{ order.number | default: "" }} bei {{ store.name }}.',
      needs: ['order.number'],
    },
    {
      angle: 'Question',
      opening: 'Wie gefällt dir deine Bestellung?',
      body: 'Wir möchten gern hören, wie sie ist. Antworte auf diese Nachricht.',
      needs: ['order.number'],
    },
    {
      angle: 'Plain',
      opening: '{{ product.title | default: "Neues" }} bei {{ store.name }}',
      body: 'Das ist {{ product.title | default: "das Produkt" }} bei {{ store.name }}.',
      needs: ['product.title'],
    },
    {
      angle: 'Question',
      opening: 'Hast du {{ product.title | default: "das" }} schon gesehen?',
      body: 'Sieh dir {{ product.title | default: "es" }} an und sag uns, was du denkst.',
      needs: ['product.title'],
    },
    {
      angle: 'Benefit',
      opening: '{{ discount.label }} für dich',
      body: 'Dein Code {{ discount.code }} gibt dir {{ discount.label }}.',
      needs: ['discount.label', 'discount.code'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hallo" }}, eine Nachricht von {{ store.name }}',
      body: 'Hallo {{ customer.firstName | default: "du" }}, hier ist {{ store.name }} mit einer kurzen Nachricht für dich.',
      needs: ['customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'Neues von {{ store.name }}',
      body: 'Das ist neu bei {{ store.name }}.',
      needs: [],
    },
    {
      angle: 'Question',
      opening: 'Dürfen wir dir etwas zeigen?',
      body: 'Wir haben dabei an dich gedacht. Sieh es dir an.',
      needs: [],
    },
    {
      angle: 'Short',
      opening: 'Kurz von {{ store.name }}',
      body: 'Nur eine kurze Nachricht von {{ store.name }}. Antworte, wenn wir helfen können.',
      needs: [],
    },
  ],
  fr: [
    {
      angle: 'Plain',
      opening: 'Votre panier chez {{ store.name }}',
      body: 'Vous avez laissé {{ cart.firstTitle | default: "un article" }} dans votre panier chez {{ store.name }}. Il est toujours là.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Question',
      opening: 'Vous pensez encore à {{ cart.firstTitle | default: "votre panier" }} ?',
      body: 'Si quelque chose vous a arrêté, répondez à ce message et nous vous aiderons.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Benefit',
      opening: 'Nous avons gardé {{ cart.firstTitle | default: "votre panier" }} pour vous',
      body: 'Tout est comme vous l’avez laissé.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Bonjour" }}, votre panier est toujours là',
      body: 'Bonjour {{ customer.firstName | default: "" }}, revoyez {{ cart.firstTitle | default: "votre panier" }} quand vous voulez.',
      needs: ['cart.firstTitle', 'customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'À propos de votre commande {{ order.number | default: "" }}',
      body: 'Merci pour votre commande {{ order.number | default: "" }} chez {{ store.name }}.',
      needs: ['order.number'],
    },
    {
      angle: 'Question',
      opening: 'Que pensez-vous de votre commande ?',
      body: 'Nous aimerions savoir ce que vous en pensez. Répondez à ce message.',
      needs: ['order.number'],
    },
    {
      angle: 'Plain',
      opening: '{{ product.title | default: "Nouveautés" }} chez {{ store.name }}',
      body: 'Voici {{ product.title | default: "le produit" }} chez {{ store.name }}.',
      needs: ['product.title'],
    },
    {
      angle: 'Question',
      opening: 'Avez-vous vu {{ product.title | default: "ceci" }} ?',
      body: 'Regardez {{ product.title | default: "ceci" }} et dites-nous ce que vous en pensez.',
      needs: ['product.title'],
    },
    {
      angle: 'Benefit',
      opening: '{{ discount.label }} pour vous',
      body: 'Votre code {{ discount.code }} vous donne {{ discount.label }}.',
      needs: ['discount.label', 'discount.code'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Bonjour" }}, un mot de {{ store.name }}',
      body: 'Bonjour {{ customer.firstName | default: "" }}, un petit mot de {{ store.name }} pour vous.',
      needs: ['customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'Des nouvelles de {{ store.name }}',
      body: 'Voici les nouveautés chez {{ store.name }}.',
      needs: [],
    },
    {
      angle: 'Question',
      opening: 'Pouvons-nous vous montrer quelque chose ?',
      body: 'Nous avons pensé à vous. Jetez un œil.',
      needs: [],
    },
    {
      angle: 'Short',
      opening: 'Un petit mot de {{ store.name }}',
      body: 'Juste un petit mot de {{ store.name }}. Répondez si nous pouvons aider.',
      needs: [],
    },
  ],
  es: [
    {
      angle: 'Plain',
      opening: 'Tu carrito en {{ store.name }}',
      body: 'Dejaste {{ cart.firstTitle | default: "algo" }} en tu carrito en {{ store.name }}. Sigue ahí.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Question',
      opening: '¿Sigues pensando en {{ cart.firstTitle | default: "tu carrito" }}?',
      body: 'Si algo te detuvo, responde a este mensaje y te ayudamos.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Benefit',
      opening: 'Hemos guardado {{ cart.firstTitle | default: "tu carrito" }} para ti',
      body: 'Todo está como lo dejaste.',
      needs: ['cart.firstTitle'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hola" }}, tu carrito sigue aquí',
      body: 'Hola {{ customer.firstName | default: "" }}, vuelve a ver {{ cart.firstTitle | default: "tu carrito" }} cuando quieras.',
      needs: ['cart.firstTitle', 'customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'Sobre tu pedido {{ order.number | default: "" }}',
      body: 'Gracias por tu pedido {{ order.number | default: "" }} en {{ store.name }}.',
      needs: ['order.number'],
    },
    {
      angle: 'Question',
      opening: '¿Qué te parece tu pedido?',
      body: 'Nos gustaría saber qué te parece. Responde a este mensaje.',
      needs: ['order.number'],
    },
    {
      angle: 'Plain',
      opening: '{{ product.title | default: "Novedades" }} en {{ store.name }}',
      body: 'Este es {{ product.title | default: "el producto" }} en {{ store.name }}.',
      needs: ['product.title'],
    },
    {
      angle: 'Question',
      opening: '¿Has visto {{ product.title | default: "esto" }}?',
      body: 'Mira {{ product.title | default: "esto" }} y dinos qué te parece.',
      needs: ['product.title'],
    },
    {
      angle: 'Benefit',
      opening: '{{ discount.label }} para ti',
      body: 'Tu código {{ discount.code }} te da {{ discount.label }}.',
      needs: ['discount.label', 'discount.code'],
    },
    {
      angle: 'Personal',
      opening: '{{ customer.firstName | default: "Hola" }}, una nota de {{ store.name }}',
      body: 'Hola {{ customer.firstName | default: "" }}, una nota de {{ store.name }} para ti.',
      needs: ['customer.firstName'],
    },
    {
      angle: 'Plain',
      opening: 'Novedades de {{ store.name }}',
      body: 'Estas son las novedades en {{ store.name }}.',
      needs: [],
    },
    {
      angle: 'Question',
      opening: '¿Podemos enseñarte algo?',
      body: 'Pensamos en ti. Échale un vistazo.',
      needs: [],
    },
    {
      angle: 'Short',
      opening: 'Una nota de {{ store.name }}',
      body: 'Solo una nota de {{ store.name }}. Responde si podemos ayudar.',
      needs: [],
    },
  ],
};
