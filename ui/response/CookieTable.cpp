#include "ui/response/CookieTable.h"

#include "ui/response/CookieModel.h"

#include <QtWidgets/QHeaderView>

#include <array>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array shares{13, 12, 20, 17, 15, 23}; // of the width, in percent

}

CookieTable::CookieTable(const Theme &theme, const Clock &clock, QWidget *parent)
    : CookieTable(theme, new CookieModel(theme, clock), parent)
{
}

CookieTable::CookieTable(const Theme &theme, CookieModel *model, QWidget *parent)
    : SecretTable(theme, *model, parent)
    , m_model(model)
{
    m_model->setParent(this);
    setObjectName(u"responseCookies"_s);
    setAccessibleName(tr("Cookies of the answer"));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
}

void CookieTable::setExchange(const HttpExchange &exchange)
{
    m_model->setRevealed(false);
    m_model->setExchange(exchange);
    fit();
}

int CookieTable::count() const
{
    return m_model->rowCount();
}

void CookieTable::fitColumns()
{
    for (int column = 0; column + 1 < CookieModel::ColumnCount; ++column)
        setColumnWidth(column, viewport()->width() * shares.at(std::size_t(column)) / 100);
}

}
