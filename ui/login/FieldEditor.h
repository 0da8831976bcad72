#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/base/Secret.h"
#include "ui/login/LabelledField.h"

namespace tessera::ui {

// The input for one field of a profile: a line, a masked line, a list or a box to tick.
class FieldEditor : public LabelledField {
    Q_OBJECT
public:
    FieldEditor(const Theme &theme, const Field &field, QWidget *parent = nullptr);

    [[nodiscard]] const Field &field() const { return m_field; }
    [[nodiscard]] Secret value() const;
    void setValue(const Secret &value); // says nothing
    void setPlaceholder(const QString &text); // in place of the profile's

Q_SIGNALS:
    void edited(); // by the person

private:
    [[nodiscard]] static QWidget *makeEditor(const Theme &theme, const Field &field);

    Field m_field;
};

}
