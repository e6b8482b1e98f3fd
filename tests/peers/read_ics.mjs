// Reads calendar files from stdin (a JSON list of texts) with ical.js, and says how it understood every event in them.
import { readFileSync } from "node:fs";

const { default: ICAL } = await import(process.env.ICAL_JS);

function understood(event, method) {
  const value = (name) => event.getFirstPropertyValue(name) ?? "";
  const instant = (name) => value(name).toUnixTime();
  return {
    method,
    seq: value("sequence"),
    start: instant("dtstart"),
    end: instant("dtend"),
    uid: value("uid"),
    summary: value("summary"),
    location: value("location"),
    description: value("description"),
    status: value("status"),
    organizer: value("organizer"),
    attendee: value("attendee"),
    partstat: event.getFirstProperty("attendee")?.getParameter("partstat") ?? "",
  };
}

const files = JSON.parse(readFileSync(0, "utf8"));
const found = files.map((file) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const method = calendar.getFirstPropertyValue("method") ?? "";
  return calendar.getAllSubcomponents("vevent").map((event) => understood(event, method));
});
process.stdout.write(JSON.stringify(found));
