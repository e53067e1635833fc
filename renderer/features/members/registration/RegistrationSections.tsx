import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { Registration } from '#shared/contract/members.ts';
import { FamilyFields } from './FamilyFields.tsx';
import { FieldsDialog } from './FieldsDialog.tsx';
import { FoldedSection } from './FoldedSection.tsx';
import { OwnFieldAnswers } from './OwnFieldAnswers.tsx';
import { knowsNothing, ParticularFields } from './ParticularFields.tsx';
import { ResumeFields } from './ResumeFields.tsx';
import './registration.css';
import { emptyFamilyLine, emptyResumeLine, type RegistrationDraft } from './registration-draft.ts';

interface RegistrationSectionsProps {
  draft: RegistrationDraft;
  /** As it is kept; undefined for a new member. */
  registration: Registration | undefined;
  onChange: (change: Partial<RegistrationDraft>) => void;
  /** 申请日期 stands with the status, above. */
  withoutApplied: boolean;
  locked: boolean;
}

/** 登记表, 自定栏目, 家庭成员 and 工作简历 of one member; what is empty takes one line. */
export function RegistrationSections(props: RegistrationSectionsProps) {
  const { draft, registration, onChange, withoutApplied, locked } = props;
  const fields = useCall('members.listFields', {}).value;
  const [keepingFields, setKeepingFields] = useState(false);
  const asked = fields?.filter((field) => !field.retired || (registration?.values[field.id] ?? '') !== '') ?? [];
  const fieldsButton = !locked && (
    <Button size="small" onClick={() => setKeepingFields(true)}>
      登记表栏目
    </Button>
  );
  return (
    <>
      <FoldedSection
        title="登记表"
        add="填写登记表"
        empty={knowsNothing(registration?.particulars ?? draft.particulars)}
        locked={locked}
      >
        <ParticularFields
          particulars={draft.particulars}
          withoutApplied={withoutApplied}
          onChange={(change) => onChange({ particulars: { ...draft.particulars, ...change } })}
        />
      </FoldedSection>
      {fields !== undefined && (
        <section aria-label="自定栏目" className="members-section">
          <div className="members-section-head">
            <h2>自定栏目</h2>
            {asked.length === 0 && <span className="members-hint">本会登记表上另加的栏目</span>}
            {fieldsButton}
          </div>
          {asked.length > 0 && (
            <OwnFieldAnswers fields={asked} values={draft.values} onChange={(values) => onChange({ values })} />
          )}
        </section>
      )}
      <FoldedSection
        title="家庭成员"
        add="添加家庭成员"
        empty={draft.family.length === 0}
        locked={locked}
        onAdd={() => onChange({ family: [emptyFamilyLine(draft.family)] })}
      >
        <FamilyFields lines={draft.family} onChange={(family) => onChange({ family })} />
      </FoldedSection>
      <FoldedSection
        title="工作简历"
        add="添加工作简历"
        empty={draft.resume.length === 0}
        locked={locked}
        onAdd={() => onChange({ resume: [emptyResumeLine(draft.resume)] })}
      >
        <ResumeFields lines={draft.resume} onChange={(resume) => onChange({ resume })} />
      </FoldedSection>
      {keepingFields && <FieldsDialog onClose={() => setKeepingFields(false)} />}
    </>
  );
}
