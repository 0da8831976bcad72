#include "ui/token/KeyChoice.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 200; // nobody chooses among more

}

KeyChoice::KeyChoice(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_box(new QComboBox)
{
    m_box->setObjectName(u"signatureKey"_s);
    m_box->setAccessibleName(tr("Key that counts"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names of keys are of any length
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(8));
    row->addWidget(new TextLabel(theme, TextRole::Small, Token::Dim, tr("Key")));
    row->addWidget(m_box, 1);
    connect(m_box, &QComboBox::activated, this, &KeyChoice::changed);
    setVisible(false);
}

void KeyChoice::setKeys(const QList<VerificationKey> &keys)
{
    m_keys = keys;
    const bool isChoice = keys.size() > 1 && keys.size() <= mostListed;
    m_box->clear();
    m_box->addItem(tr("whichever of the %1 fits").arg(keys.size()));
    if (isChoice)
        for (const VerificationKey &key : keys)
            m_box->addItem(HiddenCharacters::shown(key.name()));
    setVisible(isChoice);
}

void KeyChoice::suggest(const QString &kid)
{
    int found = 0;
    for (int i = 0; i < int(m_keys.size()) && i + 1 < m_box->count() && !kid.isEmpty(); ++i) {
        if (m_keys.at(i).id() != kid)
            continue;
        if (found > 0)
            return m_box->setCurrentIndex(0);
        found = i + 1;
    }
    m_box->setCurrentIndex(found);
}

QList<VerificationKey> KeyChoice::chosen() const
{
    return isOne() ? QList<VerificationKey>{m_keys.at(m_box->currentIndex() - 1)} : m_keys;
}

bool KeyChoice::isOne() const
{
    return m_box->currentIndex() > 0;
}

}
