#pragma once

#include "app/http/CookieJar.h"

#include <QtCore/QAbstractTableModel>

#include <memory>

namespace tessera::ui {

// The cookies of a jar: shown, edited in place, taken away. Values are masked until they are asked for.
class JarModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, DomainColumn, PathColumn, ExpiresColumn, FlagsColumn, ColumnCount };
    JarModel(std::shared_ptr<CookieJar> jar, UtcTime now, QObject *parent = nullptr);

    void look(UtcTime now); // again: calls fill the jar meanwhile
    void setRevealed(bool isRevealed);
    void remove(QList<int> rows);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_cookies.isEmpty(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void refused(const QString &why); // an edit that no cookie can hold; empty: the last one was good

private:
    std::shared_ptr<CookieJar> m_jar; // shared: with the calls under way
    QList<Cookie> m_cookies;
    UtcTime m_now;
    bool m_isRevealed = false;
};

}
