"""What Thunderbird does when its windows are asked to: import a contact file, show a card, export, take in an
invitation. Each is the body of an asynchronous function of JavaScript that calls the program's own classes.
"""

IMPORTED = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { AddrBookFileImporter } = ChromeUtils.importESModule("resource:///modules/AddrBookFileImporter.sys.mjs");
const { AddrBookUtils } = ChromeUtils.importESModule("resource:///modules/AddrBookUtils.sys.mjs");
const id = MailServices.ab.newAddressBook(given[0], "", Ci.nsIAbManager.JS_DIRECTORY_TYPE);
const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
file.initWithPath(given[0]);
await new AddrBookFileImporter("vcard").startImport(file, MailServices.ab.getDirectoryFromId(id));
const cards = [...MailServices.ab.getDirectoryFromId(id).childCards];
const texts = (value) => [value].flat(9).filter((one) => one !== "");
const all = (card, name) =>
  card.vCardProperties.getAllEntries(name).map((one) => texts(one.value).join("; "));
return {
  exported: AddrBookUtils.exportCardsToVCard(cards),
  cards: cards.map((card) => ({
    uid: card.UID,
    name: card.displayName,
    given: card.firstName,
    family: card.lastName,
    mails: card.emailAddresses,
    phones: all(card, "tel"),
    organization: all(card, "org"),
    title: all(card, "title"),
    pages: all(card, "url"),
    note: all(card, "note"),
    birthday: all(card, "bday"),
    picture: card.photoURL.slice(0, 22),
  })),
};
"""
"""Of the path of a file: what Thunderbird shows of each card of it, and the file that it exports of them."""

CALENDAR_OF = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const identity = MailServices.accounts.createIdentity();
identity.email = given[0];
const account = MailServices.accounts.createAccount();
account.incomingServer = MailServices.accounts.createIncomingServer("nobody", "nowhere", "none");
account.addIdentity(identity);
const calendar = cal.manager.createCalendar("storage", Services.io.newURI("moz-storage-calendar://"));
calendar.name = given[0];
cal.manager.registerCalendar(calendar);
calendar.setProperty("imip.identity.key", identity.key);
return [calendar.id, calendar.getProperty("organizerId")];
"""
"""Of an e-mail address: the id of a new calendar of its owner, and whom that calendar is invited as."""

TAKEN_IN = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const [text, id, answer] = given;
const calendar = cal.manager.getCalendarById(id);
const sent = Cc["@mozilla.org/calendar/itip-item;1"].createInstance(Ci.calIItipItem);
sent.init(text);
sent.targetCalendar = calendar;
const uid = sent.getItemList()[0].id;
let method = "";
await new Promise((resolve, reject) => {
  let acted = false;
  cal.itip.processItipItem(sent, (item, rc, act) => {
    if (acted) return;
    acted = true;
    if (!Components.isSuccessCode(rc) || !act) return resolve();
    method = act.method;
    const quiet = { responseMode: Ci.calIItipItem.NONE };
    act({ onOperationComplete: (c, status) => resolve(status) }, answer, quiet);
  });
});
const event = await calendar.getItem(uid);
const own = event && cal.itip.getInvitedAttendee(event);
return {
  received: sent.receivedMethod,
  method,
  event: event && {
    uid: event.id,
    summary: event.title,
    place: event.getProperty("LOCATION") || "",
    about: event.getProperty("DESCRIPTION") || "",
    from: event.startDate.icalString,
    until: event.endDate.icalString,
    zone: event.startDate.timezone.tzid,
    status: event.status,
    organizer: event.organizer && [event.organizer.commonName, event.organizer.id],
    guests: event.getAttendees().map((one) => [one.commonName, one.id]),
    answer: own && own.participationStatus,
  },
};
"""
"""Of the text of a calendar file, a calendar's id and the guest's answer: what then stands there."""
