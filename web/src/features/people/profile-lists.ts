/** The lists of a profile as a form edits them: years as typed text, rows with keys. Pure. */
import type { FieldError } from "../../../../contract/errors.ts";
import type { EducationEntry, ExperienceEntry, ProfileLink, UpdateMe, User } from "../../../../contract/users.ts";

interface Row {
  /** Tells rows apart while they are added and removed. */
  key: string;
}
interface Years {
  from: string;
  to: string;
  ongoing: boolean;
}
export interface LinkRow extends Row, ProfileLink {}
export interface EducationRow extends Row, Years {
  school: string;
  degree: string;
}
export interface ExperienceRow extends Row, Years {
  organisation: string;
  title: string;
  description: string;
}

export interface ProfileLists {
  skills: string[];
  interests: string[];
  links: LinkRow[];
  education: EducationRow[];
  experience: ExperienceRow[];
}

/** Messages by path (`experience.0.title`, `skills`). */
export type RowErrors = Partial<Record<string, string>>;

let keys = 0;
function newKey(): string {
  keys += 1;
  return String(keys);
}

export const emptyLink = (): LinkRow => ({ key: newKey(), label: "", url: "" });
export const emptyEducation = (): EducationRow => ({
  key: newKey(),
  school: "",
  degree: "",
  from: "",
  to: "",
  ongoing: false,
});
export const emptyExperience = (): ExperienceRow => ({
  key: newKey(),
  organisation: "",
  title: "",
  description: "",
  from: "",
  to: "",
  ongoing: false,
});

export function listsOf({ skills, interests, links, education, experience }: User): ProfileLists {
  return {
    skills,
    interests,
    links: links.map((link) => ({ key: newKey(), ...link })),
    education: education.map((entry) => ({
      key: newKey(),
      school: entry.school,
      degree: entry.degree ?? "",
      ...yearsOf(entry),
    })),
    experience: experience.map((entry) => ({
      key: newKey(),
      organisation: entry.organisation,
      title: entry.title ?? "",
      description: entry.description ?? "",
      ...yearsOf(entry),
    })),
  };
}

/** The lists as the API takes them: every row stays in its place, so that a refused one is found again. */
export function listsToSend(lists: ProfileLists): UpdateMe {
  const { skills, interests, links, education, experience } = lists;
  return {
    skills,
    interests,
    links: links.map(({ label, url }) => ({ label, url: url.trim() })),
    education: education.map(({ school, degree, ...row }) => ({
      school,
      ...(degree.trim() !== "" && { degree }),
      ...yearsToSend(row),
    })),
    experience: experience.map(({ organisation, title, description, ...row }) => ({
      organisation,
      ...(title.trim() !== "" && { title }),
      ...(description.trim() !== "" && { description }),
      ...yearsToSend(row),
    })),
  };
}

/** The server's refusals of parts of lists; those of words in a list stand with the list. */
export function rowErrorsOf(errors: readonly FieldError[]): RowErrors {
  const found: RowErrors = {};
  for (const { path, message } of errors) {
    const [list = path, index, field] = path.split(".");
    found[index !== undefined && field === undefined ? list : path] ??= message;
  }
  return found;
}

function yearsOf({ from, to }: EducationEntry | ExperienceEntry): Years {
  return { from: from === undefined ? "" : String(from), to: to == null ? "" : String(to), ongoing: to === null };
}

/** A year that is no number is sent as 0: the server refuses it, with a message at its place. */
function yearsToSend({ from, to, ongoing }: Years): { from?: number; to?: number | null } {
  const year = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : 0);
  return {
    ...(from.trim() !== "" && { from: year(from) }),
    ...(ongoing ? { to: null } : to.trim() !== "" && { to: year(to) }),
  };
}
