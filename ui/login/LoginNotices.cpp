#include "ui/login/LoginNotices.h"

#include "ui/login/LoginForm.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

LoginNotices::LoginNotices(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_warning(new ErrorBanner(theme, this))
    , m_allowHttp(new QCheckBox(tr("Allow http:// for this account, without encryption"), this))
    , m_hint(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
{
    m_warning->setObjectName(u"loginNotice"_s);
    m_warning->setDismissable(false);
    m_allowHttp->setObjectName(u"loginAllowHttp"_s);
    m_hint->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(8));
    column->addWidget(m_warning);
    column->addWidget(m_allowHttp);
    column->addWidget(m_hint);
    connect(m_allowHttp, &QCheckBox::clicked, this, &LoginNotices::httpAllowed);
}

void LoginNotices::showForm(const LoginForm &form)
{
    QString warning, hint;
    for (const LoginForm::Notice &notice : form.notices()) {
        QString &text = notice.kind == LoginForm::Notice::Kind::Warning ? warning : hint;
        text += (text.isEmpty() ? QString() : u"\n\n"_s) + notice.text;
    }
    if (warning.isEmpty())
        m_warning->clear();
    else if (m_warning->message() != warning)
        m_warning->say(ErrorBanner::Kind::Warning, warning);
    m_allowHttp->setVisible(form.asksForHttp());
    m_allowHttp->setChecked(form.allowsHttp());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    setVisible(!warning.isEmpty() || !hint.isEmpty());
}

}
