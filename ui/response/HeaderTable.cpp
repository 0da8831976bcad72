#include "ui/response/HeaderTable.h"

#include "ui/response/HeaderModel.h"
#include "ui/theme/Theme.h"

#include <QtWidgets/QHeaderView>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

HeaderTable::HeaderTable(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : HeaderTable(theme, new HeaderModel(theme, redactor), parent)
{
}

HeaderTable::HeaderTable(const Theme &theme, HeaderModel *model, QWidget *parent)
    : SecretTable(theme, *model, parent)
    , m_model(model)
{
    m_model->setParent(this);
    setObjectName(u"responseHeaders"_s);
    setAccessibleName(tr("Headers of the answer"));
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    horizontalHeader()->hide();
}

void HeaderTable::setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers)
{
    m_model->setRevealed(false);
    m_model->setHeaders(headers, trailers);
    fit();
    scrollToTop();
}

void HeaderTable::fitColumns()
{
    setColumnWidth(HeaderModel::NameColumn, std::clamp(viewport()->width() * 3 / 10, m_theme.px(120), m_theme.px(280)));
}

}
