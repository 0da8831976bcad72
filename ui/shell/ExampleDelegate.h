#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace tessera::ui {

class Theme;

// Paints an API with its count, and a request with its method before the name.
class ExampleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { MethodRole = Qt::UserRole, CountRole, ProfileRole, ExampleRole };
    static constexpr int inset = 5; // of everything, from the left edge
    explicit ExampleDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

}
