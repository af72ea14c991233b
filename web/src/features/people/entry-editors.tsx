/** Editors of the lists of a profile: rows of fields that are added and removed. */
import type { ReactNode } from "react";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { TextArea, TextInput } from "../../ui/inputs.tsx";
import {
  emptyEducation,
  emptyExperience,
  emptyLink,
  type EducationRow,
  type ExperienceRow,
  type LinkRow,
  type RowErrors,
} from "./profile-lists.ts";

interface EditorProps<Row> {
  rows: readonly Row[];
  errors: RowErrors;
  onChange: (rows: Row[]) => void;
}

interface RowsProps<Row> extends Omit<EditorProps<Row>, "errors"> {
  /** One of them, in a sentence: "Remove link 2". */
  noun: string;
  max: number;
  make: () => Row;
  children: (row: Row, index: number, change: (part: Partial<Row>) => void) => ReactNode;
}

function Rows<Row extends { key: string }>({ rows, noun, max, make, onChange, children }: RowsProps<Row>) {
  return (
    <>
      {rows.length > 0 && (
        <ol className="grid gap-4">
          {rows.map((row, index) => (
            <li key={row.key} className="relative grid gap-4 rounded-card border border-line bg-surface p-4 pe-12">
              {children(row, index, (part) =>
                onChange(rows.map((each) => (each.key === row.key ? { ...each, ...part } : each))),
              )}
              <IconButton
                icon="close"
                label={`Remove ${noun} ${index + 1}`}
                tip="none"
                className="absolute end-1 top-1"
                onClick={() => onChange(rows.filter((each) => each.key !== row.key))}
              />
            </li>
          ))}
        </ol>
      )}
      {rows.length < max && (
        <Button
          variant="secondary"
          icon="plus"
          className="justify-self-start"
          onClick={() => onChange([...rows, make()])}
        >
          Add {noun}
        </Button>
      )}
    </>
  );
}

export function LinksEditor({ rows, errors, onChange }: EditorProps<LinkRow>) {
  return (
    <Rows rows={rows} noun="link" max={10} make={emptyLink} onChange={onChange}>
      {(row, index, change) => (
        <div className="grid gap-4 md:grid-cols-2">
          <Field label="Name" optional error={errors[`links.${index}.label`]}>
            <TextInput value={row.label} dir="auto" onChange={(event) => change({ label: event.target.value })} />
          </Field>
          <Field label="Address" error={errors[`links.${index}.url`]}>
            <TextInput
              type="url"
              inputMode="url"
              placeholder="https://"
              value={row.url}
              onChange={(event) => change({ url: event.target.value })}
            />
          </Field>
        </div>
      )}
    </Rows>
  );
}

export function EducationEditor({ rows, errors, onChange }: EditorProps<EducationRow>) {
  return (
    <Rows rows={rows} noun="school" max={20} make={emptyEducation} onChange={onChange}>
      {(row, index, change) => (
        <>
          <Field label="School" error={errors[`education.${index}.school`]}>
            <TextInput value={row.school} dir="auto" onChange={(event) => change({ school: event.target.value })} />
          </Field>
          <Field label="Degree or subject" optional error={errors[`education.${index}.degree`]}>
            <TextInput value={row.degree} dir="auto" onChange={(event) => change({ degree: event.target.value })} />
          </Field>
          <YearFields row={row} path={`education.${index}`} errors={errors} onChange={change} />
        </>
      )}
    </Rows>
  );
}

export function ExperienceEditor({ rows, errors, onChange }: EditorProps<ExperienceRow>) {
  return (
    <Rows rows={rows} noun="experience" max={20} make={emptyExperience} onChange={onChange}>
      {(row, index, change) => (
        <>
          <div className="grid gap-4 md:grid-cols-2">
            <Field label="Role" optional error={errors[`experience.${index}.title`]}>
              <TextInput value={row.title} dir="auto" onChange={(event) => change({ title: event.target.value })} />
            </Field>
            <Field label="Organisation" error={errors[`experience.${index}.organisation`]}>
              <TextInput
                value={row.organisation}
                dir="auto"
                onChange={(event) => change({ organisation: event.target.value })}
              />
            </Field>
          </div>
          <YearFields row={row} path={`experience.${index}`} errors={errors} onChange={change} />
          <Field
            label="What you did"
            optional
            error={errors[`experience.${index}.description`]}
            counter={{ value: row.description, max: 500 }}
          >
            <TextArea
              rows={2}
              value={row.description}
              dir="auto"
              onChange={(event) => change({ description: event.target.value })}
            />
          </Field>
        </>
      )}
    </Rows>
  );
}

type YearsRow = Pick<EducationRow, "from" | "to" | "ongoing">;

function YearFields(props: {
  row: YearsRow;
  path: string;
  errors: RowErrors;
  onChange: (part: Partial<YearsRow>) => void;
}) {
  const { row, path, errors, onChange } = props;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="From" optional error={yearError(errors[`${path}.from`])}>
        <TextInput
          inputMode="numeric"
          maxLength={4}
          placeholder="2015"
          value={row.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
      </Field>
      <Field label="To" optional error={yearError(errors[`${path}.to`])}>
        <TextInput
          inputMode="numeric"
          maxLength={4}
          placeholder={row.ongoing ? "Today" : "2019"}
          disabled={row.ongoing}
          value={row.ongoing ? "" : row.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
      </Field>
      <div className="col-span-2">
        <Checkbox
          label="Still going on"
          checked={row.ongoing}
          onChange={(event) => onChange({ ongoing: event.target.checked })}
        />
      </div>
    </div>
  );
}

/** Whatever is wrong with a year, this is what to do about it. */
function yearError(error: string | undefined): string | undefined {
  return error === undefined ? undefined : "Give a year from 1900 to 2100";
}
